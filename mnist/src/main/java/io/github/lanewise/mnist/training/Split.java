package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.Samples;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Numbers of the images to learn from and of those that are held out for validation. Of each class
 * the same share is held out, up to one image, but for classes so small that none would be left to
 * learn from: others stand in for them. Which images the seed draws.
 */
final class Split {
    /** Keeps the numbers apart from those of other users of the same seed: "validate" in ASCII. */
    private static final long STREAM = 0x76616c6964617465L;

    private static final int LABELS = 256;

    private final int[] training;
    private final int[] validation;

    private Split(int[] training, int[] validation) {
        this.training = training;
        this.validation = validation;
    }

    /**
     * Draws the images that are held out.
     *
     * @param labels of all images, unsigned bytes
     * @param count images to hold out, at most {@link HeldOut#most}
     * @throws IllegalArgumentException if they are more
     */
    static Split of(byte[] labels, int count, long seed) {
        if (count > HeldOut.most(labels)) {
            throw new IllegalArgumentException(
                    "%d images leave none of some class".formatted(count));
        }
        int[] order = IntStream.range(0, labels.length).toArray();
        if (count == 0) {
            return new Split(order, new int[0]);
        }
        int[] left = quotas(labels, count);
        boolean[] held = new boolean[labels.length];
        for (int image : new ImageOrder(order, seed ^ STREAM).next()) {
            int label = labels[image] & 0xff;
            if (left[label] > 0) {
                left[label]--;
                held[image] = true;
            }
        }
        return new Split(
                Arrays.stream(order).filter(image -> !held[image]).toArray(),
                Arrays.stream(order).filter(image -> held[image]).toArray());
    }

    /**
     * Images of each class to hold out: in proportion, rounded by the largest remainders, and less
     * than there are. What a class cannot give goes to the next remainders, as often as needed.
     */
    private static int[] quotas(byte[] labels, int count) {
        long[] images = new long[LABELS];
        for (byte label : labels) {
            images[label & 0xff]++;
        }
        int[] quotas = new int[LABELS];
        long[] remainders = new long[LABELS];
        int missing = count;
        for (int label = 0; label < LABELS; label++) {
            quotas[label] = (int) (images[label] * count / labels.length);
            remainders[label] = images[label] * count % labels.length;
            missing -= quotas[label];
        }
        List<Integer> byRemainder =
                IntStream.range(0, LABELS)
                        .boxed()
                        .sorted(Comparator.comparingLong(label -> -remainders[label]))
                        .toList();
        while (missing > 0) {
            int[] able =
                    byRemainder.stream()
                            .mapToInt(label -> label)
                            .filter(label -> quotas[label] < images[label] - 1)
                            .limit(missing)
                            .toArray();
            for (int label : able) {
                quotas[label]++;
            }
            missing -= able.length;
        }
        return quotas;
    }

    /** Returns the numbers of the images to learn from, ascending; not a copy. */
    int[] training() {
        return training;
    }

    /** Returns the numbers of the images that are held out, ascending; not a copy. */
    int[] validation() {
        return validation;
    }

    /** Returns the images that are held out of some, if there are any. */
    Optional<Samples> validation(Samples all) {
        return validation.length == 0
                ? Optional.empty()
                : Optional.of(new ChosenSamples(all, validation));
    }
}
