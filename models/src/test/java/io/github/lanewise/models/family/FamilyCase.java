package io.github.lanewise.models.family;

import io.github.lanewise.models.onnx.write.OnnxModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic network that is small enough for a test.
 *
 * @param network which
 * @param options how large, and with which nodes
 */
public record FamilyCase(ClassicNetwork network, FamilyOptions options) {
    private static final int FIXED_IMAGES = 2;

    /** Versions in which an operator of these networks changed, and the newest. */
    private static final List<Integer> OPSETS = List.of(7, 9, 10, 11, 12, 13, 14, 17, 18, 23);

    /** Returns each network as it comes, for any number of images. */
    public static List<FamilyCase> small() {
        return ClassicNetwork.all().stream()
                .map(network -> new FamilyCase(network, network.small()))
                .toList();
    }

    /**
     * Returns each network with the nodes of each program, with operators of all versions, and for
     * any or two images.
     */
    public static List<FamilyCase> inAllStyles() {
        List<FamilyCase> cases = new ArrayList<>();
        for (ClassicNetwork network : ClassicNetwork.all()) {
            for (Exporter exporter : Exporter.values()) {
                // 3 programs and 10 versions have no common divisor: each program meets each
                // version.
                int opset = OPSETS.get(cases.size() % OPSETS.size());
                FamilyOptions options = network.small().exporter(exporter).opset(opset);
                boolean fixed = cases.size() % 2 == 1;
                cases.add(new FamilyCase(network, fixed ? options.images(FIXED_IMAGES) : options));
            }
        }
        return cases;
    }

    /** Returns the model. */
    public OnnxModel model() {
        return network.model(options);
    }

    /** Returns the numbers of images for which the model is to be run. */
    public List<Integer> batches() {
        return options.style().images().isPresent() ? List.of(FIXED_IMAGES) : List.of(1, 2);
    }

    @Override
    public String toString() {
        OnnxStyle style = options.style();
        return "%s %s of %s, opset %d, %s images"
                .formatted(
                        network,
                        options.input(),
                        style.exporter(),
                        style.opset(),
                        style.images().isPresent() ? FIXED_IMAGES : "any");
    }
}
