package io.github.lanewise.bench.network;

import io.github.lanewise.engine.tensor.Shape;
import java.util.Random;

/** Batches of images of random bytes with random labels, the same for everybody. */
public final class TrainingData {
    /** A pixel of 255 is 1. */
    public static final float PIXEL_SCALE = 1 / 255f;

    private final Shape image;
    private final int batch;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Draws the data.
     *
     * @param image shape of one image
     * @param classes labels are below this number
     * @param batch images of a batch
     * @param images in all; what does not fill a batch makes a smaller last one
     */
    public TrainingData(Shape image, int classes, int batch, int images) {
        this.image = image;
        this.batch = batch;
        Random random = new Random(1);
        pixels = new byte[Math.multiplyExact(images, image.elements())];
        random.nextBytes(pixels);
        labels = new byte[images];
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) random.nextInt(classes);
        }
    }

    /** Returns the pixels of all images, N·C·H·W, as unsigned bytes. */
    public byte[] pixels() {
        return pixels;
    }

    /** Returns the label of each image. */
    public byte[] labels() {
        return labels;
    }

    /** Returns the shape of one image. */
    public Shape image() {
        return image;
    }

    /** Returns the number of images. */
    public int images() {
        return labels.length;
    }

    /** Returns the number of batches. */
    public int batches() {
        return Math.ceilDiv(labels.length, batch);
    }

    /** Returns the first image of a batch. */
    public int first(int number) {
        return number * batch;
    }

    /** Returns the number of images of a batch. */
    public int size(int number) {
        return Math.min(batch, labels.length - first(number));
    }

    /** Returns the images of a batch as floats from 0 to 1, N·C·H·W. */
    public float[] floats(int number) {
        float[] values = new float[size(number) * image.elements()];
        int offset = first(number) * image.elements();
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(pixels[offset + i]) * PIXEL_SCALE;
        }
        return values;
    }

    /** Returns the labels of a batch. */
    public int[] classes(int number) {
        int[] classes = new int[size(number)];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[first(number) + i];
        }
        return classes;
    }
}
