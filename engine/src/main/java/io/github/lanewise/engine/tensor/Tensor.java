package io.github.lanewise.engine.tensor;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * One lane group: L images of one shape in native memory, one image per lane; or one image, with
 * channels in the lanes. It lives until the {@link Workspace} that made it is closed.
 */
public final class Tensor {
    /** L: images per lane group, 16, 8 or 4 by processor. */
    public static final int LANES = Lanes.COUNT;

    private final MemorySegment segment;
    private final Layout layout;

    Tensor(MemorySegment segment, Layout layout) {
        this.segment = segment;
        this.layout = layout;
    }

    /**
     * Returns memory of somebody else as a tensor.
     *
     * @param segment {@code layout.byteSize()} bytes, aligned to 64
     * @throws ShapeException if the size is another
     */
    public static Tensor over(MemorySegment segment, Layout layout) {
        if (segment.byteSize() != layout.byteSize()) {
            throw new ShapeException(
                    "A tensor of "
                            + layout.shape()
                            + " takes "
                            + layout.byteSize()
                            + " bytes here, not "
                            + segment.byteSize()
                            + ".");
        }
        return new Tensor(segment, layout);
    }

    /** Returns the memory, {@code layout().byteSize()} bytes, aligned to 64. */
    public MemorySegment segment() {
        return segment;
    }

    /** Returns where the elements stand. */
    public Layout layout() {
        return layout;
    }

    /** Returns the shape of one image. */
    public Shape shape() {
        return layout.shape();
    }

    /**
     * Returns the same memory as a tensor of another shape with as many elements.
     *
     * @throws ShapeException if the element counts differ or this tensor is not packed
     */
    public Tensor reshaped(Shape shape) {
        if (!layout.packed() || shape.elements() != shape().elements()) {
            throw new ShapeException(
                    "A tensor of " + shape() + " cannot be read as " + shape + " in place.");
        }
        return new Tensor(segment, Layout.packed(shape));
    }

    /** Sets every float, halo included, to zero. */
    public void clear() {
        segment.fill((byte) 0);
    }

    /** Sets every element of every lane to {@code value}; the halo keeps its zeros. */
    public void fill(float value) {
        for (int channel = 0; channel < shape().channels(); channel++) {
            for (int row = 0; row < shape().height(); row++) {
                long start = layout.offset(channel, row, 0);
                for (int column = 0; column < shape().width(); column++) {
                    for (int image = 0; image < layout.images(); image++) {
                        long at = start + (long) column * Lanes.BYTES + 4L * image;
                        segment.set(ValueLayout.JAVA_FLOAT, at, value);
                    }
                }
            }
        }
    }

    /**
     * Copies images in NCHW order into the lanes; the lanes from {@code images} on become zero.
     *
     * @param nchw array that holds the images one after the other, C·H·W floats each
     * @param offset index of the first float of the first image
     * @param images number of images, 0 to {@link Layout#images()}
     * @throws IndexOutOfBoundsException if the array is too short
     * @throws IllegalArgumentException if {@code images} is out of range
     */
    public void load(float[] nchw, int offset, int images) {
        Objects.checkFromIndexSize(offset, checkImages(images) * shape().elements(), nchw.length);
        for (int lane = 0; lane < layout.images(); lane++) {
            loadLane(
                    lane,
                    MemorySegment.ofArray(nchw),
                    offset + (long) lane * shape().elements(),
                    lane < images);
        }
    }

    /**
     * Copies images in NCHW order from a segment of floats into the lanes; the lanes from {@code
     * images} on become zero.
     *
     * @param nchw native or heap segment of native-order floats
     * @param offset byte offset of the first float of the first image
     * @param images number of images, 0 to {@link Layout#images()}
     * @throws IndexOutOfBoundsException if the segment is too short
     * @throws IllegalArgumentException if {@code images} is out of range
     */
    public void load(MemorySegment nchw, long offset, int images) {
        long bytes = 4L * checkImages(images) * shape().elements();
        Objects.checkFromIndexSize(offset, bytes, nchw.byteSize());
        MemorySegment source = nchw.asSlice(offset, bytes);
        for (int lane = 0; lane < layout.images(); lane++) {
            loadLane(lane, source, (long) lane * shape().elements(), lane < images);
        }
    }

    /**
     * Copies the first {@code images} lanes out in NCHW order.
     *
     * @param nchw array that receives C·H·W floats per image
     * @param offset index at which the first image begins
     * @param images number of images, 0 to {@link Layout#images()}
     * @throws IndexOutOfBoundsException if the array is too short
     * @throws IllegalArgumentException if {@code images} is out of range
     */
    public void store(float[] nchw, int offset, int images) {
        Objects.checkFromIndexSize(offset, checkImages(images) * shape().elements(), nchw.length);
        store(MemorySegment.ofArray(nchw), 4L * offset, images);
    }

    /**
     * Copies the first {@code images} lanes out in NCHW order, into a segment of floats.
     *
     * @param nchw native or heap segment that receives native-order floats
     * @param offset byte offset at which the first image begins
     * @param images number of images, 0 to {@link Layout#images()}
     * @throws IndexOutOfBoundsException if the segment is too short
     * @throws IllegalArgumentException if {@code images} is out of range
     */
    public void store(MemorySegment nchw, long offset, int images) {
        Objects.checkFromIndexSize(
                offset, 4L * checkImages(images) * shape().elements(), nchw.byteSize());
        for (int lane = 0; lane < images; lane++) {
            long to = offset + 4L * lane * shape().elements();
            for (int channel = 0; channel < shape().channels(); channel++) {
                for (int row = 0; row < shape().height(); row++) {
                    long from = layout.offset(channel, row, 0) + 4L * lane;
                    for (int column = 0; column < shape().width(); column++, to += 4) {
                        float value =
                                segment.get(
                                        ValueLayout.JAVA_FLOAT, from + (long) column * Lanes.BYTES);
                        nchw.set(ValueLayout.JAVA_FLOAT_UNALIGNED, to, value);
                    }
                }
            }
        }
    }

    /**
     * Copies images in NCHW order into the lanes; the lanes that are left become zero.
     *
     * @param nchw all images one after the other
     * @param order numbers of images
     * @param from place in {@code order} of the image for lane 0
     * @param images number of images, 0 to {@link Layout#images()}
     * @throws IndexOutOfBoundsException if an image is not in the array
     */
    public void loadImages(float[] nchw, int[] order, int from, int images) {
        checkImages(images);
        MemorySegment source = MemorySegment.ofArray(nchw);
        for (int lane = 0; lane < layout.images(); lane++) {
            boolean present = lane < images;
            long image = present ? order[from + lane] : 0;
            loadLane(lane, source, image * shape().elements(), present);
        }
    }

    /**
     * Copies images of unsigned bytes into the lanes; the lanes that are left become zero.
     *
     * @param nchw all images one after the other
     * @param values float for each of the 256 bytes
     * @param order numbers of images
     * @param from place in {@code order} of the image for lane 0
     * @param images number of images, 0 to {@link Layout#images()}
     * @throws IndexOutOfBoundsException if an image is not in the array
     */
    public void loadImages(byte[] nchw, float[] values, int[] order, int from, int images) {
        for (int lane = 0; lane < checkImages(images); lane++) {
            int elements = shape().elements();
            long first = (long) order[from + lane] * elements;
            int at = (int) Objects.checkFromIndexSize(first, elements, nchw.length);
            for (int channel = 0; channel < shape().channels(); channel++) {
                for (int row = 0; row < shape().height(); row++) {
                    long to = layout.offset(channel, row, 0) + 4L * lane;
                    for (int column = 0; column < shape().width(); column++) {
                        float value = values[nchw[at + column] & 0xFF];
                        segment.set(
                                ValueLayout.JAVA_FLOAT, to + (long) column * Lanes.BYTES, value);
                    }
                    at += shape().width();
                }
            }
        }
        clearLanes(images);
    }

    private void clearLanes(int first) {
        for (int lane = first; lane < layout.images(); lane++) {
            loadLane(lane, MemorySegment.NULL, 0, false);
        }
    }

    private void loadLane(int lane, MemorySegment source, long index, boolean present) {
        long from = 4 * index;
        for (int channel = 0; channel < shape().channels(); channel++) {
            for (int row = 0; row < shape().height(); row++) {
                long to = layout.offset(channel, row, 0) + 4L * lane;
                for (int column = 0; column < shape().width(); column++, from += 4) {
                    float value = present ? source.get(ValueLayout.JAVA_FLOAT_UNALIGNED, from) : 0;
                    segment.set(ValueLayout.JAVA_FLOAT, to + (long) column * Lanes.BYTES, value);
                }
            }
        }
    }

    private int checkImages(int images) {
        if (images < 0 || images > layout.images()) {
            throw new IllegalArgumentException(
                    "This tensor holds 0 to " + layout.images() + " images, not " + images + ".");
        }
        return images;
    }
}
