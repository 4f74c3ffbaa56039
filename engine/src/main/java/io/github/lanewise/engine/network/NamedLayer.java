package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;

/**
 * A layer in its place in a network.
 *
 * @param name unique within the network; the prefix of its parameters' names
 * @param layer what it does
 * @param input shape of one input image
 * @param output shape of one output image
 * @param parameters what it learns and keeps, in the order of {@link Layer#parameters}
 */
public record NamedLayer(
        String name, Layer layer, Shape input, Shape output, List<Parameter> parameters) {
    /** Copies the list. */
    public NamedLayer {
        parameters = List.copyOf(parameters);
    }
}
