package io.github.lanewise.engine.operation.pool;

/**
 * Windows along one axis. Element r of window p is input p·stride − before + r·dilation.
 *
 * @param size inputs
 * @param window elements of a window
 * @param stride inputs from one window to the next
 * @param dilation inputs from one element of a window to the next
 * @param before padding in front of the first input
 * @param after padding behind the last input
 * @param outputs number of windows, below 1 if none fits
 */
record PoolAxis(
        int size, int window, int stride, int dilation, int before, int after, int outputs) {

    /**
     * ⌊(size + before + after − span) / stride⌋ + 1 windows; with {@code ceil} that is rounded up,
     * but a window that would begin behind the last input is left out (ONNX, opset 22).
     */
    static PoolAxis of(
            int size, int window, int stride, int dilation, int before, int after, boolean ceil) {
        long room = (long) size + before + after - ((window - 1L) * dilation + 1);
        long outputs = (ceil ? Math.ceilDiv(room, (long) stride) : room / stride) + 1;
        if (room < 0 && !ceil) {
            outputs = 0;
        }
        if (ceil && (outputs - 1) * stride >= (long) size + before) {
            outputs--;
        }
        int count = Math.clamp(outputs, 0, Integer.MAX_VALUE);
        return new PoolAxis(size, window, stride, dilation, before, after, count);
    }

    private long start(int p) {
        return (long) p * stride - before;
    }

    private int skipped(int p) {
        long start = start(p);
        return start >= 0 ? 0 : (int) Math.min(window, Math.ceilDiv(-start, (long) dilation));
    }

    /** Returns the input under the first element of a window that is no padding. */
    int first(int p) {
        return (int) Math.min(size, start(p) + (long) skipped(p) * dilation);
    }

    /** Returns the number of elements of a window that are no padding; may be 0. */
    int elements(int p) {
        long end = Math.min(window, Math.ceilDiv(size - start(p), (long) dilation));
        return (int) Math.max(0, end - skipped(p));
    }

    /** Returns the number of elements of a window within the padded input. */
    int paddedElements(int p) {
        long end = (long) size + after;
        return (int) Math.min(window, Math.ceilDiv(end - start(p), (long) dilation));
    }

    /** Returns the first window without padding in front. */
    int insideFrom() {
        return Math.min(outputs, Math.ceilDiv(before, stride));
    }

    /** Returns the end (exclusive) of the windows without padding; {@link #insideFrom} if none. */
    int insideTo() {
        long room = (long) size + before - ((window - 1L) * dilation + 1);
        return Math.clamp(Math.floorDiv(room, (long) stride) + 1, insideFrom(), outputs);
    }
}
