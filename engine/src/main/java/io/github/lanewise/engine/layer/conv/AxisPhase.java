package io.github.lanewise.engine.layer.conv;

/**
 * One phase of the backward pass along one axis. With stride s the padded positions {@code a, a +
 * s, a + 2s, …} meet only the taps {@code a, a + s, …}; among themselves they are a convolution of
 * stride 1: position a + s·i sums tap a + s·j times output gradient i - j.
 *
 * @param phase a, 0 to s (exclusive)
 * @param stride s
 * @param taps number of taps of this phase
 * @param firstStep i of the first position inside the input
 * @param count positions inside the input
 * @param padding zeros before the input
 */
record AxisPhase(int phase, int stride, int taps, int firstStep, int count, int padding) {

    /**
     * Returns a phase.
     *
     * @param phase a
     * @param stride s
     * @param filter taps of the whole filter along the axis
     * @param padding zeros before the input
     * @param extent of the input
     */
    static AxisPhase of(int phase, int stride, int filter, int padding, int extent) {
        int taps = phase < filter ? (filter - 1 - phase) / stride + 1 : 0;
        int first = Math.max(0, Math.ceilDiv(padding - phase, stride));
        int last = Math.floorDiv(extent - 1 + padding - phase, stride);
        return new AxisPhase(phase, stride, taps, first, Math.max(0, last - first + 1), padding);
    }

    /** Returns the index in the whole filter of tap {@code j} of this phase. */
    int tap(int j) {
        return phase + stride * j;
    }

    /** Returns the position in the input (without padding) of step {@code firstStep + i}. */
    int position(int i) {
        return stride * (firstStep + i) + phase - padding;
    }

    /** Returns the first output gradient that position 0 of this phase reads; may be negative. */
    int firstGradient() {
        return taps == 0 ? 0 : firstStep - (taps - 1);
    }

    /** Returns all phases of an axis. */
    static AxisPhase[] all(int stride, int filter, int padding, int extent) {
        AxisPhase[] phases = new AxisPhase[stride];
        for (int a = 0; a < stride; a++) {
            phases[a] = of(a, stride, filter, padding, extent);
        }
        return phases;
    }
}
