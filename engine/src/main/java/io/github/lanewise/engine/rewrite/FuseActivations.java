package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.conv.Convolution;
import io.github.lanewise.engine.operation.elementwise.Unary;
import io.github.lanewise.engine.operation.matrix.GeneralMatrixMultiply;
import java.util.Optional;

/** y = f(convolution), or f(matrix product). */
final class FuseActivations implements Pattern {
    @Override
    public Optional<Match> match(Node node, GraphView graph, Constants constants) {
        if (!(node.operation() instanceof Unary unary)) {
            return Optional.empty();
        }
        return graph.onlyFor(node.input(), Operation.class)
                .flatMap(before ->
                        with(before.operation(), unary.activation())
                                .map(operation -> fused(before, operation, node)));
    }

    private static Match fused(Node before, Operation operation, Node node) {
        Node fused = new Node(before.name(), operation, before.inputs(), node.outputs());
        return Match.fused(fused, before, node);
    }

    private static Optional<Operation> with(Operation operation, Activation activation) {
        return switch (operation) {
            case Convolution c when c.activation().isNone() ->
                    Optional.of(
                            new Convolution(c.attributes(), c.bias(), c.residual(), activation));
            case GeneralMatrixMultiply m when m.activation().isNone() ->
                    Optional.of(
                            new GeneralMatrixMultiply(
                                    m.transposeA(),
                                    m.transposeB(),
                                    m.alpha(),
                                    m.beta(),
                                    m.bias(),
                                    activation));
            default -> Optional.empty();
        };
    }
}
