package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes batch normalizations into the convolutions and dense layers right before them: {@code scale
 * · (w ∗ x + bias) + shift} is a convolution with the weights {@code scale · w} and the bias {@code
 * scale · bias + shift}.
 */
final class Folding {
    /** A layer, and the normalization that it takes in. */
    private record Pair(NamedLayer sum, Optional<NamedLayer> norm) {}

    private Folding() {}

    static Network fold(Network network) {
        List<Pair> pairs = pairs(network.layers());
        Network.Builder builder = Network.of(network.input());
        for (Pair pair : pairs) {
            Layer layer = pair.sum.layer();
            builder.add(pair.sum.name(), pair.norm.isPresent() ? withBias(layer) : layer);
        }
        Network folded = builder.build(0);
        for (int i = 0; i < pairs.size(); i++) {
            copy(pairs.get(i), folded.layers().get(i).parameters());
        }
        return folded;
    }

    private static List<Pair> pairs(List<NamedLayer> layers) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            NamedLayer layer = layers.get(i);
            boolean foldable = layer.layer() instanceof Conv2d || layer.layer() instanceof Dense;
            if (foldable
                    && i + 1 < layers.size()
                    && layers.get(i + 1).layer() instanceof BatchNorm2d) {
                pairs.add(new Pair(layer, Optional.of(layers.get(i + 1))));
                i++;
            } else {
                pairs.add(new Pair(layer, Optional.empty()));
            }
        }
        return pairs;
    }

    private static Layer withBias(Layer layer) {
        return switch (layer) {
            case Conv2d conv -> conv.withBias();
            case Dense dense -> new Dense(dense.outputs(), true, dense.initializer());
            default -> layer;
        };
    }

    private static void copy(Pair pair, List<Parameter> to) {
        List<Parameter> from = pair.sum.parameters();
        for (int i = 0; i < from.size(); i++) {
            to.get(i).set(from.get(i).toArray());
        }
        if (pair.norm.isEmpty()) {
            return;
        }
        NamedLayer norm = pair.norm.get();
        BatchNorm2d layer = (BatchNorm2d) norm.layer();
        float[] weights = to.getFirst().toArray();
        float[] biases = to.get(1).toArray();
        int perOutput = weights.length / biases.length;
        for (int k = 0; k < biases.length; k++) {
            double scale = layer.scale(norm.parameters(), k);
            for (int i = k * perOutput; i < (k + 1) * perOutput; i++) {
                weights[i] = (float) (scale * weights[i]);
            }
            biases[k] = (float) (scale * biases[k] + layer.shift(norm.parameters(), k));
        }
        to.getFirst().set(weights);
        to.get(1).set(biases);
    }
}
