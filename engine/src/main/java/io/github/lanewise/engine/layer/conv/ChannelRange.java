package io.github.lanewise.engine.layer.conv;

/**
 * Neighbouring channels of a feature map.
 *
 * @param first number of the first one
 * @param count number of channels
 */
public record ChannelRange(int first, int count) {
    /** Returns the first channels of a feature map. */
    public static ChannelRange of(int count) {
        return new ChannelRange(0, count);
    }

    /** Returns the number after the last one. */
    public int end() {
        return first + count;
    }
}
