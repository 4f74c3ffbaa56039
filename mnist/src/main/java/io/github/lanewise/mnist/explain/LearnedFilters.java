package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The filters of a network's first convolution. Those of several channels count as what they do to
 * a grey image: the sum over the channels.
 *
 * @param layer name of the convolution
 * @param filters one per output channel
 */
record LearnedFilters(String layer, List<Plane> filters) {
    /** Enough for two digits of the median. */
    private static final int DRAWN = 999;

    LearnedFilters {
        filters = List.copyOf(filters);
    }

    /** Returns the filters, or nothing if the network has no convolution. */
    static Optional<LearnedFilters> of(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.layer() instanceof Conv2d)
                .findFirst()
                .map(LearnedFilters::of);
    }

    /** The weights stand as K·C·R·S. */
    private static LearnedFilters of(NamedLayer layer) {
        Parameter weight = layer.parameters().getFirst();
        float[] values = weight.toArray();
        int channels = weight.extents().get(1);
        int height = weight.extents().get(2);
        int width = weight.extents().get(3);
        int size = height * width;
        List<Plane> filters =
                IntStream.range(0, weight.extents().getFirst())
                        .mapToObj(filter ->
                                Plane.of(
                                        height,
                                        width,
                                        (row, column) ->
                                                sum(
                                                        values,
                                                        filter * channels * size
                                                                + row * width
                                                                + column,
                                                        size,
                                                        channels)))
                        .toList();
        return new LearnedFilters(layer.name(), filters);
    }

    private static double sum(float[] values, int first, int step, int count) {
        return IntStream.range(0, count).mapToDouble(i -> values[first + i * step]).sum();
    }

    /** Returns the hand-made filters of the same size. */
    HandMadeFilters handMade() {
        return new HandMadeFilters(filters.getFirst().height(), filters.getFirst().width());
    }

    /**
     * Returns the similarity to the closest hand-made filter that half of all filters reach whose
     * weights were drawn from a normal distribution: what is no more than that says nothing.
     */
    double similarityByChance() {
        HandMadeFilters handMade = handMade();
        SplittableRandom random = new SplittableRandom(1);
        double[] similarities = new double[DRAWN];
        Arrays.setAll(
                similarities,
                i ->
                        handMade.closest(filters.getFirst().map(weight -> random.nextGaussian()))
                                .similarity());
        Arrays.sort(similarities);
        return similarities[DRAWN / 2];
    }
}
