package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.conv.ConvAttributes;
import io.github.lanewise.engine.operation.conv.Convolution;
import io.github.lanewise.engine.operation.shape.Pad;
import io.github.lanewise.engine.operation.shape.PadMode;
import io.github.lanewise.engine.tensor.Halo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A convolution of a value with zeros around its pixels. */
final class MergePads implements Pattern {
    @Override
    public Optional<Match> match(Node node, GraphView graph, Constants constants) {
        if (!(node.operation() instanceof Convolution convolution)) {
            return Optional.empty();
        }
        return graph.onlyFor(node.input(), Pad.class)
                .filter(before -> isZeroBorder((Pad) before.operation()))
                .map(before -> Match.fused(merged(before, node, convolution), before, node));
    }

    private static boolean isZeroBorder(Pad pad) {
        int rank = pad.before().size();
        boolean inside =
                IntStream.range(0, Math.min(2, rank))
                        .allMatch(
                                axis -> pad.before().get(axis) == 0 && pad.after().get(axis) == 0);
        boolean grows =
                IntStream.range(0, rank)
                        .allMatch(
                                axis -> pad.before().get(axis) >= 0 && pad.after().get(axis) >= 0);
        return pad.mode() == PadMode.CONSTANT && pad.value() == 0 && inside && grows;
    }

    private static Node merged(Node before, Node node, Convolution convolution) {
        Pad pad = (Pad) before.operation();
        ConvAttributes a = convolution.attributes();
        int last = pad.before().size() - 1;
        boolean rows = last == 3;
        Halo pads =
                new Halo(
                        a.pads().top() + (rows ? pad.before().get(2) : 0),
                        a.pads().bottom() + (rows ? pad.after().get(2) : 0),
                        a.pads().left() + pad.before().get(last),
                        a.pads().right() + pad.after().get(last));
        ConvAttributes attributes =
                new ConvAttributes(
                        a.strideHeight(),
                        a.strideWidth(),
                        a.dilationHeight(),
                        a.dilationWidth(),
                        pads,
                        a.groups());
        List<Value> inputs = new ArrayList<>(node.inputs());
        inputs.set(0, before.input());
        Convolution merged =
                new Convolution(
                        attributes,
                        convolution.bias(),
                        convolution.residual(),
                        convolution.activation());
        return new Node(node.name(), merged, inputs, node.outputs());
    }
}
