package io.github.lanewise.models.onnx.agreement;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Draws what a trial is made of. */
final class Draw {
    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns a number from least to most, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean flag() {
        return random.nextBoolean();
    }

    /** Returns true once in so many draws. */
    boolean onceIn(int draws) {
        return random.nextInt(draws) == 0;
    }

    int number(int... candidates) {
        return candidates[random.nextInt(candidates.length)];
    }

    String text(String... candidates) {
        return candidates[random.nextInt(candidates.length)];
    }

    float real(double low, double high) {
        return (float) random.nextDouble(low, high);
    }

    float[] reals(double low, double high, long... extents) {
        float[] values = new float[(int) product(extents)];
        for (int i = 0; i < values.length; i++) {
            values[i] = real(low, high);
        }
        return values;
    }

    /** Returns values from -2 to 2 for a tensor. */
    float[] reals(long... extents) {
        return reals(-2, 2, extents);
    }

    long[] numbers(int count, int least, int most) {
        long[] values = new long[count];
        Arrays.setAll(values, i -> between(least, most));
        return values;
    }

    /** Returns one of the given numbers of channels, which fill vectors or do not. */
    int channels() {
        return number(1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33);
    }

    int images() {
        return between(1, 3);
    }

    /** Returns extents of a rank, of few elements. */
    long[] extents(int rank) {
        long[] extents = numbers(rank, 1, rank > 3 ? 4 : 6);
        if (rank >= 2 && onceIn(3)) {
            extents[1] = channels();
        }
        return extents;
    }

    /** Returns extents of feature maps, N×C×W or N×C×H×W. */
    long[] features(int channels, long... pixels) {
        long[] extents = new long[pixels.length + 2];
        extents[0] = images();
        extents[1] = channels;
        System.arraycopy(pixels, 0, extents, 2, pixels.length);
        return extents;
    }

    /** Returns an axis of a rank, counted from the end half of the time where that is allowed. */
    int axis(int rank, boolean mayBeNegative) {
        int axis = random.nextInt(rank);
        return mayBeNegative && flag() ? axis - rank : axis;
    }

    /** Returns some of the axes of a rank, at least one, in any order. */
    List<Integer> axes(int rank) {
        List<Integer> shuffled = permutation(rank);
        return shuffled.subList(0, between(1, rank));
    }

    List<Integer> permutation(int rank) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            order.add(random.nextInt(axis + 1), axis);
        }
        return order;
    }

    /** Adds an attribute half of the time; a model without it has the operator's default. */
    void maybe(List<OnnxAttribute> attributes, OnnxAttribute attribute) {
        if (flag()) {
            attributes.add(attribute);
        }
    }

    static long product(long... extents) {
        long product = 1;
        for (long extent : extents) {
            product *= extent;
        }
        return product;
    }

    static long[] longs(List<Integer> list) {
        return list.stream().mapToLong(Integer::longValue).toArray();
    }
}
