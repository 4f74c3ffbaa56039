package io.github.lanewise.models.onnx.write;

import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Networks of layers as ONNX models for inference. A model has one input, {@value #INPUT}, of N × C
 * × H × W, and one output: what the last layer computes, which is N × classes for a classifier.
 * Parameters keep their names, dropouts are left out.
 *
 * <p>How pixels become the values that a network reads is no part of a network; the metadata is the
 * place to tell it.
 *
 * @param network what is exported; its parameters are not copied, so that it has to stay open, and
 *     as it is, until the model is written
 * @param metadata free texts that the model carries
 * @param images N, if it is fixed; else a run decides it
 * @param probabilities whether a softmax follows the last layer
 */
public record NetworkExport(
        Network network, Map<String, String> metadata, OptionalInt images, boolean probabilities) {
    /** Name of the input. */
    public static final String INPUT = "input";

    /** Name of the output of a model without softmax. */
    public static final String LOGITS = "logits";

    /** Name of the output of a model that ends with a softmax. */
    public static final String PROBABILITIES = "probabilities";

    /** Copies the metadata. */
    public NetworkExport {
        metadata = Map.copyOf(metadata);
    }

    /** Returns the export of a network for any number of images, without metadata and softmax. */
    public static NetworkExport of(Network network) {
        return new NetworkExport(network, Map.of(), OptionalInt.empty(), false);
    }

    /** Returns this export with free texts in the model. */
    public NetworkExport metadata(Map<String, String> newMetadata) {
        return new NetworkExport(network, newMetadata, images, probabilities);
    }

    /** Returns this export for a fixed number of images. */
    public NetworkExport images(int count) {
        return new NetworkExport(network, metadata, OptionalInt.of(count), probabilities);
    }

    /** Returns this export with a softmax over the classes at the end. */
    public NetworkExport withProbabilities() {
        return new NetworkExport(network, metadata, images, true);
    }

    /**
     * Returns the model.
     *
     * @throws ExportException naming all layers that are of a kind without a translation
     */
    public OnnxModel model() {
        OnnxModelBuilder model = OnnxModel.named("network");
        // Sorted, because the order of the map differs from run to run.
        new TreeMap<>(metadata).forEach(model::metadata);
        model.input(INPUT, extents(network.input(), false));
        LayerNodes nodes = new LayerNodes(model);
        List<NamedLayer> unknown =
                network.layers().stream().filter(layer -> !nodes.add(layer)).toList();
        if (!unknown.isEmpty()) {
            throw new ExportException(
                    "These layers have no translation into ONNX: %s; replace them."
                            .formatted(
                                    unknown.stream()
                                            .map(layer -> layer.name() + " " + layer.layer().kind())
                                            .collect(Collectors.joining(", "))));
        }
        String output = probabilities ? PROBABILITIES : LOGITS;
        if (probabilities) {
            nodes.softmax();
        }
        nodes.end(output);
        return model.output(output, extents(network.output(), nodes.flat())).build();
    }

    private OnnxDimension[] extents(Shape shape, boolean flat) {
        OnnxDimension batch =
                images.isPresent() ? OnnxDimension.of(images.getAsInt()) : OnnxDimension.of("N");
        return flat
                ? new OnnxDimension[] {batch, OnnxDimension.of(shape.elements())}
                : new OnnxDimension[] {
                    batch,
                    OnnxDimension.of(shape.channels()),
                    OnnxDimension.of(shape.height()),
                    OnnxDimension.of(shape.width())
                };
    }
}
