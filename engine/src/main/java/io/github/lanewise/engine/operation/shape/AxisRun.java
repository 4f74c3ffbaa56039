package io.github.lanewise.engine.operation.shape;

/**
 * Places along an axis and where they go: place {@code from + k · fromStep} of a source to place
 * {@code to + k · toStep} of a target, for k below {@code count}.
 *
 * @param from first place in the source
 * @param fromStep may be negative, or 0 for one place that is repeated
 * @param to first place in the target
 * @param toStep at least 1
 * @param count at least 1
 */
record AxisRun(int from, int fromStep, int to, int toStep, int count) {
    /** One place, for axes that a value does not have. */
    static final AxisRun ONE = whole(1);

    /** Returns all places of an axis, which stay where they are. */
    static AxisRun whole(int extent) {
        return new AxisRun(0, 1, 0, 1, extent);
    }

    /** Returns neighbours in the target. */
    static AxisRun of(int from, int fromStep, int to, int count) {
        return new AxisRun(from, fromStep, to, 1, count);
    }

    /** Returns whether two runs fill the same places of a target. */
    boolean covers(AxisRun other) {
        return to == other.to && toStep == other.toStep && count == other.count;
    }
}
