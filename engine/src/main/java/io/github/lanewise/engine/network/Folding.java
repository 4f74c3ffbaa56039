package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import java.lang.foreign.ValueLayout;
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
            builder.add(pair.sum.name(), plain(layer, pair.norm.isPresent()));
        }
        Network folded = builder.build(0);
        boolean done = false;
        try {
            for (int i = 0; i < pairs.size(); i++) {
                copy(pairs.get(i), folded.layers().get(i).parameters());
            }
            done = true;
            return folded;
        } finally {
            if (!done) {
                folded.close();
            }
        }
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

    /** Returns a layer whose weights will be overwritten, so that none have to be drawn. */
    private static Layer plain(Layer layer, boolean folded) {
        return switch (layer) {
            case Conv2d conv when folded -> conv.withBias().initializer(Initializer.ZERO);
            case Dense dense when folded -> dense.withBias().initializer(Initializer.ZERO);
            case Conv2d conv -> conv.initializer(Initializer.ZERO);
            case Dense dense -> dense.initializer(Initializer.ZERO);
            default -> layer;
        };
    }

    private static void copy(Pair pair, List<Parameter> to) {
        List<Parameter> from = pair.sum.parameters();
        for (int i = 0; i < from.size(); i++) {
            to.get(i).value().copyFrom(from.get(i).value());
            to.get(i).changed();
        }
        if (pair.norm.isEmpty()) {
            return;
        }
        NamedLayer norm = pair.norm.get();
        BatchNorm2d layer = (BatchNorm2d) norm.layer();
        Parameter weight = to.getFirst();
        Parameter bias = to.get(1);
        int perOutput = weight.count() / bias.count();
        for (int k = 0; k < bias.count(); k++) {
            double scale = layer.scale(norm.parameters(), k);
            for (int i = k * perOutput; i < (k + 1) * perOutput; i++) {
                multiply(weight, i, scale, 0);
            }
            multiply(bias, k, scale, layer.shift(norm.parameters(), k));
        }
        weight.changed();
        bias.changed();
    }

    private static void multiply(Parameter parameter, int index, double scale, double shift) {
        float value = parameter.value().getAtIndex(ValueLayout.JAVA_FLOAT, index);
        float result = (float) (scale * value + shift);
        parameter.value().setAtIndex(ValueLayout.JAVA_FLOAT, index, result);
    }
}
