package io.github.lanewise.mnist.training;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order in which the epochs of a run see the images: another permutation each time.
 *
 * <p>{@link Random} is used because its specification fixes its numbers for every Java platform.
 */
final class ImageOrder {
    private final Random random;
    private final int[] order;

    /**
     * Starts with the images from 0 on, in the order of the data.
     *
     * @param seed equal seeds give equal orders
     */
    ImageOrder(int images, long seed) {
        this(IntStream.range(0, images).toArray(), seed);
    }

    /**
     * Starts with some images.
     *
     * @param images their numbers; copied
     * @param seed equal seeds give equal orders
     */
    ImageOrder(int[] images, long seed) {
        random = new Random(seed);
        order = images.clone();
    }

    /** Shuffles (Fisher–Yates) and returns the one array that all epochs share. */
    int[] next() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int image = order[i];
            order[i] = order[other];
            order[other] = image;
        }
        return order;
    }
}
