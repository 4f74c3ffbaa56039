package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.conv.Convolution;
import io.github.lanewise.engine.operation.conv.TransposedConvolution;
import java.util.List;
import java.util.Optional;

/** scale·(w ∗ x + bias) + shift = (scale·w) ∗ x + (scale·bias + shift), per output channel. */
final class FoldScales implements Pattern {
    @Override
    public Optional<Match> match(Node node, GraphView graph, Constants constants) {
        return ChannelScale.of(node)
                .flatMap(scale ->
                        graph.onlyFor(scale.x(), Operation.class)
                                .flatMap(before -> folded(before, node, scale, constants)));
    }

    private static Optional<Match> folded(
            Node before, Node node, ChannelScale scale, Constants constants) {
        return switch (before.operation()) {
            case Convolution c when !c.residual() && c.activation().isNone() -> {
                Convolution folded = new Convolution(c.attributes(), true, false, c.activation());
                yield Optional.of(fused(before, node, folded, c.bias(), scale, constants));
            }
            case TransposedConvolution t -> {
                TransposedConvolution folded =
                        new TransposedConvolution(
                                t.attributes(),
                                t.outputPaddingHeight(),
                                t.outputPaddingWidth(),
                                true);
                yield Optional.of(fused(before, node, folded, t.bias(), scale, constants));
            }
            default -> Optional.empty();
        };
    }

    private static Match fused(
            Node before,
            Node node,
            Operation operation,
            boolean bias,
            ChannelScale scale,
            Constants constants) {
        Value filters = before.inputs().get(1);
        float[] weights = Constants.elements(filters);
        if (operation instanceof TransposedConvolution transposed) {
            scaleTransposed(weights, filters.extents(), transposed.attributes().groups(), scale);
        } else {
            int taps = filters.extents().product(1, filters.extents().rank());
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (weights[i] * scale.scale(i / taps));
            }
        }
        float[] biases = new float[node.output().extents().get(1)];
        float[] old = bias ? Constants.elements(before.inputs().get(2)) : biases.clone();
        for (int k = 0; k < biases.length; k++) {
            biases[k] = (float) (old[k] * scale.scale(k) + scale.shift(k));
        }
        Value newFilters = constants.of(filters.name(), filters.extents(), weights);
        Value newBias = constants.of(before.name() + " bias", Extents.of(biases.length), biases);
        List<Value> inputs = List.of(before.input(), newFilters, newBias);
        return Match.fused(
                new Node(before.name(), operation, inputs, node.outputs()), before, node);
    }

    /** Scales weights C × K/groups × R × S, where output channels count group by group. */
    private static void scaleTransposed(
            float[] weights, Extents extents, int groups, ChannelScale scale) {
        int channels = extents.get(0) / groups;
        int filters = extents.get(1);
        int taps = extents.product(2, extents.rank());
        for (int i = 0; i < weights.length; i++) {
            int group = i / taps / filters / channels;
            int k = group * filters + i / taps % filters;
            weights[i] = (float) (weights[i] * scale.scale(k));
        }
    }
}
