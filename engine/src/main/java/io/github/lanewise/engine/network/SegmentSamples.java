package io.github.lanewise.engine.network;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/** Images without labels, as floats in NCHW order in a segment; loaded one after the other. */
final class SegmentSamples implements Samples {
    private final MemorySegment nchw;
    private final Shape shape;
    private final int count;

    /**
     * Takes a segment.
     *
     * @throws ShapeException if its size is not that of a whole number of images
     */
    SegmentSamples(MemorySegment nchw, Shape shape) {
        this.nchw = nchw;
        this.shape = shape;
        long bytes = 4L * shape.elements();
        if (nchw.byteSize() % bytes != 0) {
            throw new ShapeException(
                    nchw.byteSize()
                            + " bytes are not a whole number of images of "
                            + shape
                            + ", which take "
                            + bytes
                            + " each.");
        }
        count = Math.toIntExact(nchw.byteSize() / bytes);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int label(int index) {
        return 0;
    }

    @Override
    public void load(int[] order, int from, int images, Tensor destination) {
        destination.load(nchw, 4L * shape.elements() * order[from], images);
    }
}
