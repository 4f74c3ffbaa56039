package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What each layer of a network costs and sees.
 *
 * @param input the shape of one input image
 * @param layers the layers in the order of the network
 */
public record Summary(Shape input, List<LayerSummary> layers) {
    /** Copies the list. */
    public Summary {
        layers = List.copyOf(layers);
    }

    /** Summarises a network. */
    public static Summary of(Network network) {
        return of(network.input(), network.layers());
    }

    /**
     * Summarises layers that follow each other.
     *
     * @param input the shape of one input image, which the first layer takes
     * @param layers named layers, each taking what the one before gives
     */
    static Summary of(Shape input, List<NamedLayer> layers) {
        List<LayerSummary> summaries = new ArrayList<>();
        ReceptiveField field = ReceptiveField.PIXEL;
        for (NamedLayer named : layers) {
            Layer layer = named.layer();
            field =
                    layer instanceof Dense
                            ? ReceptiveField.whole(input)
                            : field.through(layer.window(named.input()));
            summaries.add(
                    new LayerSummary(
                            named.name(),
                            layer.kind(),
                            named.output(),
                            parameters(layer, named.input()),
                            layer.multiplyAdds(named.input()),
                            field,
                            denseParameters(named)));
        }
        return new Summary(input, summaries);
    }

    /** Returns the number of weights and biases of all layers. */
    public long parameters() {
        return layers.stream().mapToLong(LayerSummary::parameters).sum();
    }

    /** Returns the multiply-adds of one forward pass of one image. */
    public long multiplyAdds() {
        return layers.stream().mapToLong(LayerSummary::multiplyAdds).sum();
    }

    private static long parameters(Layer layer, Shape input) {
        return layer.parameters(input).stream()
                .filter(ParameterSpec::learned)
                .mapToLong(ParameterSpec::count)
                .sum();
    }

    /** C·H·W inputs to K·P·Q outputs: one weight for each pair, and as the convolution a bias. */
    private static OptionalLong denseParameters(NamedLayer named) {
        if (!(named.layer() instanceof Conv2d conv)) {
            return OptionalLong.empty();
        }
        boolean biased = conv.bias();
        long inputs = named.input().elements();
        long outputs = named.output().elements();
        return OptionalLong.of(inputs * outputs + (biased ? outputs : 0));
    }
}
