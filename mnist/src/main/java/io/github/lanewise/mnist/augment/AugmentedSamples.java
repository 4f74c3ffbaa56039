package io.github.lanewise.mnist.augment;

import io.github.lanewise.engine.image.BytePlane;
import io.github.lanewise.engine.network.ByteSamples;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.mnist.data.LabelledImages;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Images that are changed whenever they are read, by the thread that reads them. Seed, epoch and
 * the number of the image decide how, so that neither the order of images nor the number of threads
 * matters. Reading allocates next to nothing once each thread has read.
 */
public final class AugmentedSamples implements Samples {
    /** Keeps the numbers apart from those of other users of the same seed: "augment" in ASCII. */
    private static final long STREAMS = 0x6175676d656e7400L;

    private static final int MOST_READERS = 1024;

    private final Samples plain;
    private final LabelledImages images;
    private final float scale;
    private final float shift;
    private final Augmentation augmentation;
    private final long seed;
    private final BlockingQueue<Reader> idle = new ArrayBlockingQueue<>(MOST_READERS);
    private volatile int epoch = 1;

    /** Buffers of a thread that reads: a group of images in N×C×H×W order, and their places. */
    private final class Reader {
        private final ImageWarper warper =
                new ImageWarper(
                        augmentation,
                        images,
                        new BytePlane(images.height(), images.width(), scale, shift));
        private float[] group = {};
        private int[] order = {};

        void load(int[] numbers, int from, int count, Tensor destination) {
            int elements = plain.shape().elements();
            if (order.length < count) {
                group = new float[Math.multiplyExact(count, elements)];
                order = new int[count];
                for (int i = 0; i < count; i++) {
                    order[i] = i;
                }
            }
            for (int i = 0; i < count; i++) {
                write(numbers[from + i], group, i * elements);
            }
            destination.loadImages(group, order, 0, count);
        }

        void write(int image, float[] destination, int offset) {
            warper.restart(seed, STREAMS + epoch, image);
            warper.warp(image, destination, offset);
        }
    }

    /**
     * Describes the images, in epoch 1.
     *
     * @param images as they are; not copied
     * @param scale a pixel becomes {@code byte · scale + shift}; background is a byte of 0
     * @param shift see {@code scale}
     * @param seed equal seeds give equal changes
     * @throws IllegalArgumentException if the images are too large for the augmentation
     */
    public AugmentedSamples(
            LabelledImages images, float scale, float shift, Augmentation augmentation, long seed) {
        this.images = images;
        this.scale = scale;
        this.shift = shift;
        this.augmentation = augmentation;
        this.seed = seed;
        Shape shape = Shape.of(images.channels(), images.height(), images.width());
        plain = new ByteSamples(images.pixels(), images.labels(), shape, scale, shift);
        if (!augmentation.isNone()) {
            idle.add(new Reader());
        }
    }

    /** Begins an epoch: images change in another way in each. Nobody may read meanwhile. */
    public void epoch(int number) {
        epoch = number;
    }

    @Override
    public int count() {
        return plain.count();
    }

    @Override
    public Shape shape() {
        return plain.shape();
    }

    @Override
    public int label(int index) {
        return plain.label(index);
    }

    @Override
    public void load(int[] order, int from, int count, Tensor destination) {
        if (augmentation.isNone()) {
            plain.load(order, from, count, destination);
            return;
        }
        Reader reader = reader();
        reader.load(order, from, count, destination);
        idle.offer(reader);
    }

    /**
     * Writes an image as {@link #load} gives it, C×H×W.
     *
     * @param image number of the image
     * @param offset where it begins in the destination
     */
    public void write(int image, float[] destination, int offset) {
        Reader reader = reader();
        reader.write(image, destination, offset);
        idle.offer(reader);
    }

    private Reader reader() {
        return Optional.ofNullable(idle.poll()).orElseGet(Reader::new);
    }
}
