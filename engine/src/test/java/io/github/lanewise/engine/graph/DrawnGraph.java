package io.github.lanewise.engine.graph;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A graph of {@link TestOperation}s drawn from a seed, with a naive evaluation. */
final class DrawnGraph {
    private static final List<TestOperation> ALL = List.of(TestOperation.values());

    private final Graph graph;
    private final Map<Value, float[]> constants = new HashMap<>();

    /** Draws a graph of values of some extents, whose outputs are its last values and one more. */
    DrawnGraph(long seed, Extents extents, int nodes, boolean imagesOnly) {
        Random random = new Random(seed);
        GraphBuilder builder = new GraphBuilder();
        List<Value> values = new ArrayList<>();
        values.add(builder.input("first", extents));
        values.add(builder.input("second", extents));
        float[] data = numbers(extents.elements(), random);
        Value constant = Value.constant("constant", extents, MemorySegment.ofArray(data));
        constants.put(constant, data);
        values.add(constant);
        for (int i = 0; i < nodes; i++) {
            TestOperation operation = ALL.get(random.nextInt(ALL.size()));
            if (imagesOnly && operation == TestOperation.REVERSE) {
                operation = TestOperation.BLUR;
            }
            Value x = values.get(random.nextInt(values.size()));
            Value z = values.get(random.nextInt(values.size()));
            Value[] inputs = operation == TestOperation.ADD ? new Value[] {x, z} : new Value[] {x};
            values.add(builder.add("node" + i, operation, inputs));
        }
        Value some = values.get(3 + random.nextInt(nodes));
        graph = builder.build(values.getLast(), some);
    }

    static float[] numbers(int count, Random random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(4);
        }
        return numbers;
    }

    Graph graph() {
        return graph;
    }

    /** Returns the outputs for inputs, all row-major. */
    List<float[]> evaluate(List<float[]> inputs) {
        Map<Value, float[]> known = new HashMap<>(constants);
        for (int i = 0; i < inputs.size(); i++) {
            known.put(graph.inputs().get(i), inputs.get(i));
        }
        for (Node node : graph.nodes()) {
            List<float[]> read = node.inputs().stream().map(known::get).toList();
            TestOperation operation = (TestOperation) node.operation();
            known.put(node.output(), operation.reference(node.output().extents(), read));
        }
        return graph.outputs().stream().map(known::get).toList();
    }
}
