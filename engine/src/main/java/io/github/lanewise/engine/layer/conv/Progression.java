package io.github.lanewise.engine.layer.conv;

/**
 * The whole numbers first, first + step, first + 2·step and so on.
 *
 * @param first the first one
 * @param step from one to the next; may be negative
 */
public record Progression(int first, int step) {
    /** Returns 0, 1, 2 and so on. */
    static final Progression NATURAL = new Progression(0, 1);

    /** Returns {@code first + i · step}. */
    public int at(int i) {
        return first + i * step;
    }
}
