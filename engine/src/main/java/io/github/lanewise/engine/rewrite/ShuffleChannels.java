package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.operation.shape.ChannelShuffle;
import io.github.lanewise.engine.operation.shape.Reshape;
import io.github.lanewise.engine.operation.shape.Transpose;
import java.util.List;
import java.util.Optional;

/** N×C×H×W read as N×g×(C/g)×H×W, with the two axes of channels exchanged, and back. */
final class ShuffleChannels implements Pattern {
    private static final List<Integer> EXCHANGE = List.of(0, 2, 1, 3, 4);

    @Override
    public Optional<Match> match(Node last, GraphView graph, Constants constants) {
        if (!(last.operation() instanceof Reshape)) {
            return Optional.empty();
        }
        return graph.onlyFor(last.input(), Transpose.class)
                .filter(node -> ((Transpose) node.operation()).permutation().equals(EXCHANGE))
                .flatMap(middle ->
                        graph.onlyFor(middle.input(), Reshape.class)
                                .filter(first -> shuffles(first, last))
                                .map(first -> shuffled(first, middle, last)));
    }

    private static boolean shuffles(Node first, Node last) {
        Extents outside = first.input().extents();
        Extents inside = first.output().extents();
        return outside.rank() == 4
                && outside.equals(last.output().extents())
                && inside.get(0) == outside.get(0)
                && inside.get(3) == outside.get(2)
                && inside.get(4) == outside.get(3);
    }

    private static Match shuffled(Node first, Node middle, Node last) {
        ChannelShuffle shuffle = new ChannelShuffle(first.output().extents().get(1));
        Node node = new Node(middle.name(), shuffle, first.inputs(), last.outputs());
        return Match.fused(node, first, middle, last);
    }
}
