package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.onnx.TestModel;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Imports models and looks at the graph, or runs it. */
final class Imports {
    private final Path folder;

    Imports(Path folder) {
        this.folder = folder;
    }

    /** Imports a model whose input is x and hands the graph to a check. */
    void graph(TestModel model, Extents x, Consumer<Graph> check) {
        open(model.bytes(), importer -> check.accept(importer.importGraph(Map.of("x", x))));
    }

    void open(byte[] bytes, Consumer<GraphImporter> use) {
        try (OnnxModelFile file = OnnxModelFile.open(TestModel.write(folder, bytes));
                Workspace workspace = new Workspace()) {
            use.accept(new GraphImporter(file, new ConstantPool(workspace)));
        }
    }

    /** Returns the sentence of the fault of a model whose input is x. */
    String fault(TestModel model, Extents x) {
        byte[] bytes = model.bytes();
        return TestModel.fault(
                folder.resolve("model.onnx"),
                () -> open(bytes, importer -> importer.importGraph(Map.of("x", x))));
    }

    /** Runs a model with one input and returns its outputs in order. */
    List<Values> run(byte[] bytes, Values x, String input) {
        List<Values> results = new ArrayList<>();
        Extents extents = Extents.of(x.extents().stream().mapToInt(Long::intValue).toArray());
        open(
                bytes,
                importer -> {
                    Graph graph = importer.importGraph(Map.of(input, extents));
                    try (Team team = new Team(1);
                            GraphInference inference = new GraphInference(graph, team)) {
                        List<MemorySegment> outputs =
                                graph.outputs().stream()
                                        .map(Value::extents)
                                        .map(each -> new float[each.elements()])
                                        .map(MemorySegment::ofArray)
                                        .toList();
                        inference.run(List.of(MemorySegment.ofArray(x.toArray())), outputs);
                        for (int i = 0; i < outputs.size(); i++) {
                            results.add(
                                    Values.of(
                                            outputs.get(i).toArray(ValueLayout.JAVA_FLOAT),
                                            longs(graph.outputs().get(i).extents())));
                        }
                    }
                });
        return results;
    }

    private static long[] longs(Extents extents) {
        return Arrays.stream(extents.toArray()).asLongStream().toArray();
    }
}
