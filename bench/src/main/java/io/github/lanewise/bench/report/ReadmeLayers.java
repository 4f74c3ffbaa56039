package io.github.lanewise.bench.report;

import io.github.lanewise.bench.Flops;
import io.github.lanewise.bench.shape.ConvShape;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which layers a README shows, and how it calls them. */
final class ReadmeLayers {
    private static final int ROWS = 12;
    private static final int LAYERS_OF_A_NETWORK = 2;

    /** Smaller batches are not for training. */
    private static final int TRAINING_IMAGES = 16;

    private ReadmeLayers() {}

    /**
     * Returns the layers of LeNet-5 and VGG-28 in batches for training, or everything if there are
     * none; of too many, for each network the two layers with most operations, in all directions.
     */
    static List<PeerRatios> chosen(List<PeerRatios> all) {
        List<PeerRatios> preferred = all.stream().filter(row -> preferred(row.ours())).toList();
        List<PeerRatios> rows = preferred.isEmpty() ? all : preferred;
        if (rows.size() <= ROWS) {
            return rows;
        }
        Map<String, Set<ConvShape>> networks =
                rows.stream()
                        .map(PeerRatios::ours)
                        .collect(
                                Collectors.groupingBy(
                                        ReadmeLayers::network,
                                        Collectors.mapping(
                                                ReadmeLayers::shape, Collectors.toSet())));
        return rows.stream()
                .filter(row -> {
                    Set<ConvShape> layers = networks.getOrDefault(network(row.ours()), Set.of());
                    return heaviest(layers).contains(shape(row.ours()));
                })
                .limit(ROWS)
                .toList();
    }

    private static boolean preferred(Measurement measurement) {
        String label = measurement.subject().label();
        return (label.startsWith("LeNet-5") || label.startsWith("VGG-28"))
                && shape(measurement).n() >= TRAINING_IMAGES;
    }

    private static List<ConvShape> heaviest(Collection<ConvShape> layers) {
        return layers.stream()
                .sorted(
                        Comparator.comparingLong(Flops::convolution)
                                .reversed()
                                .thenComparing(ConvShape::toString))
                .limit(LAYERS_OF_A_NETWORK)
                .toList();
    }

    private static String network(Measurement measurement) {
        return measurement.subject().label().split(" ", 2)[0];
    }

    private static ConvShape shape(Measurement measurement) {
        try {
            return ConvShape.named(measurement.parameters().getOrDefault("layer", ""));
        } catch (IllegalArgumentException e) {
            throw new ReportException(
                    "%s in the results has no proper parameter 'layer': %s"
                            .formatted(measurement.benchmark(), e.getMessage()),
                    e);
        }
    }

    /** Returns label and direction, such as {@code LeNet-5 conv1, N=64, forward}. */
    static String title(Measurement measurement) {
        return "%s, %s"
                .formatted(
                        measurement.subject().label(),
                        measurement
                                .parameters()
                                .getOrDefault("direction", "")
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' '));
    }
}
