package io.github.lanewise.engine.reference;

/**
 * A sliding window along one axis.
 *
 * @param size inputs
 * @param window inputs that one output sees
 * @param stride inputs between the windows of two neighbouring outputs
 * @param before padding in front of the first input
 * @param after padding behind the last input
 */
public record Axis(int size, int window, int stride, int before, int after) {
    /** Axis with the same padding on both sides. */
    public static Axis of(int size, int window, int stride, int padding) {
        return new Axis(size, window, stride, padding, padding);
    }

    /** Axis whose window covers everything: a single output. */
    public static Axis whole(int size) {
        return of(size, size, 1, 0);
    }

    /**
     * Axis padded so that it has ⌈size / stride⌉ outputs; an odd zero goes behind the last input.
     */
    public static Axis same(int size, int window, int stride) {
        int outputs = Math.ceilDiv(size, stride);
        int padding = Math.max(0, (outputs - 1) * stride + window - size);
        return new Axis(size, window, stride, padding / 2, padding - padding / 2);
    }

    /** ⌊(size + before + after − window) / stride⌋ + 1; below 1 where the window does not fit. */
    public int outputs() {
        return Math.floorDiv(size + before + after - window, stride) + 1;
    }

    /** Input under tap {@code tap} of output {@code output}; outside 0…size−1 it is padding. */
    public int input(int output, int tap) {
        return output * stride + tap - before;
    }

    boolean isPadding(int input) {
        return input < 0 || input >= size;
    }
}
