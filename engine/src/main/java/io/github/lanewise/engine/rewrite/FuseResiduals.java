package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.conv.Convolution;
import io.github.lanewise.engine.operation.elementwise.Binary;
import io.github.lanewise.engine.operation.elementwise.BinaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** y = convolution + z of the same extents. */
final class FuseResiduals implements Pattern {
    @Override
    public Optional<Match> match(Node sum, GraphView graph, Constants constants) {
        if (!(sum.operation() instanceof Binary binary)
                || binary.function() != BinaryFunction.ADD) {
            return Optional.empty();
        }
        Value left = sum.inputs().get(0);
        Value right = sum.inputs().get(1);
        if (left == right || !left.extents().equals(right.extents())) {
            return Optional.empty();
        }
        return fused(sum, left, right, graph).or(() -> fused(sum, right, left, graph));
    }

    private static Optional<Match> fused(Node sum, Value made, Value added, GraphView graph) {
        return graph.onlyFor(made, Convolution.class)
                .filter(node -> canAdd((Convolution) node.operation()))
                .map(node -> Match.fused(withResidual(node, sum, added), node, sum));
    }

    private static boolean canAdd(Convolution convolution) {
        return !convolution.residual() && convolution.activation().isNone();
    }

    private static Node withResidual(Node node, Node sum, Value added) {
        Convolution plain = (Convolution) node.operation();
        List<Value> inputs = new ArrayList<>(node.inputs());
        inputs.add(added);
        Convolution fused =
                new Convolution(plain.attributes(), plain.bias(), true, plain.activation());
        return new Node(node.name(), fused, inputs, sum.outputs());
    }
}
