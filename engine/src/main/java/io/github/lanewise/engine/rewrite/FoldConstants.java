package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.parallel.Team;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes a node that reads constants only. */
final class FoldConstants implements Pattern {
    @Override
    public Optional<Match> match(Node node, GraphView graph, Constants constants) {
        if (!node.inputs().stream().allMatch(Value::isConstant)) {
            return Optional.empty();
        }
        List<MemorySegment> results = new ArrayList<>();
        Map<Value, Value> known = new HashMap<>();
        for (Value output : node.outputs()) {
            MemorySegment result = constants.workspace().floats(output.extents().elements());
            results.add(result);
            known.put(output, Value.constant(output.name(), output.extents(), result));
        }
        try (Team team = new Team(1);
                GraphInference inference =
                        new GraphInference(
                                new Graph(List.of(), node.outputs(), List.of(node)), team)) {
            inference.run(List.of(), results);
        }
        return Optional.of(new Match(List.of(node), Optional.empty(), known));
    }
}
