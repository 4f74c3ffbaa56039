package io.github.lanewise.models;

import io.github.lanewise.engine.tensor.Shape;
import java.util.OptionalLong;

/**
 * One layer of a {@link Summary}.
 *
 * @param name the name in the network
 * @param kind what it computes
 * @param output the shape of its output for one image
 * @param parameters the number of weights and biases
 * @param multiplyAdds multiplications with addition of one forward pass of one image
 * @param field what one value of the output sees of the network's input
 * @param denseParameters for a convolution: the parameters of a fully connected layer with the same
 *     input and output shape
 */
public record LayerSummary(
        String name,
        String kind,
        Shape output,
        long parameters,
        long multiplyAdds,
        ReceptiveField field,
        OptionalLong denseParameters) {

    /**
     * How many times more parameters the fully connected layer would need; empty where {@link
     * #denseParameters} is.
     */
    public OptionalLong denseRatio() {
        return denseParameters.isPresent()
                ? OptionalLong.of(Math.round((double) denseParameters.getAsLong() / parameters))
                : OptionalLong.empty();
    }
}
