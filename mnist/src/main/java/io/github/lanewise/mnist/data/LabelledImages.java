package io.github.lanewise.mnist.data;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Images of unsigned bytes, N × C × H × W, each with a label from 0 on.
 *
 * <p>Immutable by convention: the arrays are neither copied in nor copied out, and nobody writes to
 * them after construction.
 */
public final class LabelledImages {
    private static final byte UNSIGNED_BYTE = 0x08;

    private final String name;
    private final int count;
    private final ImageForm form;
    private final byte[] pixels;
    private final byte[] labels;
    private volatile String digest = "";
    private volatile Optional<PixelStatistics> statistics = Optional.empty();

    /**
     * Wraps the two arrays as images of ten classes; the number of images is the number of labels.
     *
     * @param name what the images are, for messages; not part of the digest
     * @param channels C
     * @param height H in pixels
     * @param width W in pixels
     * @param pixels N × C × H × W unsigned bytes, 0 = background
     * @param labels N classes, 0 to 9
     * @throws IllegalArgumentException if an extent is below 1, the lengths do not match or a label
     *     is above 9
     */
    public LabelledImages(
            String name, int channels, int height, int width, byte[] pixels, byte[] labels) {
        this(
                name,
                new ImageForm(channels, height, width, ImageForm.DIGITS.classes()),
                pixels,
                labels);
    }

    /**
     * Wraps the two arrays; the number of images is the number of labels.
     *
     * @param name what the images are, for messages; not part of the digest
     * @param form C, H, W and the number of classes
     * @param pixels N × C × H × W unsigned bytes, 0 = background
     * @param labels N classes from 0 on
     * @throws IllegalArgumentException if an extent is below 1, the lengths do not match or a label
     *     is none of the classes
     */
    public LabelledImages(String name, ImageForm form, byte[] pixels, byte[] labels) {
        int channels = form.channels();
        int height = form.height();
        int width = form.width();
        long expected = (long) labels.length * channels * height * width;
        if (labels.length < 1 || channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "%s: %d images of %d × %d × %d pixels; every extent must be at least 1"
                            .formatted(name, labels.length, channels, height, width));
        }
        if (pixels.length != expected) {
            throw new IllegalArgumentException(
                    "%s: %d images of %d × %d × %d pixels need %d bytes, not %d"
                            .formatted(
                                    name,
                                    labels.length,
                                    channels,
                                    height,
                                    width,
                                    expected,
                                    pixels.length));
        }
        int bad = firstLabelAbove(form.classes() - 1, labels);
        if (bad < labels.length) {
            throw new IllegalArgumentException(
                    "%s: label %d of image %d is above %d"
                            .formatted(name, labels[bad] & 0xff, bad, form.classes() - 1));
        }
        this.name = name;
        this.count = labels.length;
        this.form = form;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** The index of the first label above a maximum, or the number of labels if there is none. */
    static int firstLabelAbove(int maximum, byte[] labels) {
        int index = 0;
        while (index < labels.length && (labels[index] & 0xff) <= maximum) {
            index++;
        }
        return index;
    }

    /** What the images are, for messages. */
    public String name() {
        return name;
    }

    /** N, the number of images. */
    public int count() {
        return count;
    }

    /** C, the number of channels. */
    public int channels() {
        return form.channels();
    }

    /** H, in pixels. */
    public int height() {
        return form.height();
    }

    /** W, in pixels. */
    public int width() {
        return form.width();
    }

    /** The number of classes that labels can name. */
    public int classes() {
        return form.classes();
    }

    /** C, H, W and the number of classes. */
    public ImageForm form() {
        return form;
    }

    /** Returns the same images, of another number of classes; it keeps the digest. */
    LabelledImages withClasses(int classes) {
        LabelledImages same = new LabelledImages(name, form.withClasses(classes), pixels, labels);
        same.digest = digest;
        return same;
    }

    /** Returns mean and deviation of the pixels, which are computed at the first call. */
    public PixelStatistics statistics() {
        PixelStatistics known = statistics.orElseGet(() -> PixelStatistics.of(pixels));
        statistics = Optional.of(known);
        return known;
    }

    /** The unsigned bytes of all images, N × C × H × W; not a copy. */
    public byte[] pixels() {
        return pixels;
    }

    /** The N labels from 0 on, unsigned; not a copy. */
    public byte[] labels() {
        return labels;
    }

    /**
     * The SHA-256 sum of the content in hexadecimal: extents, pixels and labels.
     *
     * <p>It is the sum over the two binary sums of the content written as IDX files, images (N × H
     * × W, or N × C × H × W if C is not 1) before labels, so that it can be derived from published
     * file sums. It is computed at the first call, at more than 1 GB/s, and kept.
     */
    public String digest() {
        String known = digest;
        if (known.isEmpty()) {
            known =
                    digest(
                            Digests.sha256(imagesHeader(), pixels),
                            Digests.sha256(header(count), labels));
            digest = known;
        }
        return known;
    }

    /** The {@link #digest()} of content whose two IDX files have these SHA-256 sums. */
    static String digest(byte[] imagesFile, byte[] labelsFile) {
        return HexFormat.of().formatHex(Digests.sha256(imagesFile, labelsFile));
    }

    private byte[] imagesHeader() {
        return form.channels() == 1
                ? header(count, form.height(), form.width())
                : header(count, form.channels(), form.height(), form.width());
    }

    private static byte[] header(int... extents) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * extents.length);
        header.put((byte) 0).put((byte) 0).put(UNSIGNED_BYTE).put((byte) extents.length);
        for (int extent : extents) {
            header.putInt(extent);
        }
        return header.array();
    }
}
