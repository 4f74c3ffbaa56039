package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.importer.GraphImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Models of nodes that make little sense are loaded and run, or refused by one sentence. */
class HostileRunTest {
    private static final OnnxOptions ONE_THREAD = OnnxOptions.DEFAULT.withThreads(1);

    /** Operators that take constants only, so that models with them are hardly ever run. */
    private static final Set<String> FOLDED =
            Set.of(
                    "Abs",
                    "And",
                    "Ceil",
                    "Equal",
                    "Floor",
                    "Greater",
                    "GreaterOrEqual",
                    "Less",
                    "LessOrEqual",
                    "Mod",
                    "Not",
                    "Or",
                    "ReduceProd");

    private static final List<String> OPERATORS =
            GraphImporter.operators().stream().filter(name -> !FOLDED.contains(name)).toList();
    private static final List<String> CONSTANTS =
            List.of(
                    "filters", "scalar", "one", "two", "three", "four", "scales", "pads", "kernel",
                    "vector", "matrix", "huge", "");

    /** What lists of whole numbers are drawn from. */
    private static final long[] NUMBERS = {
        -1, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 7, 100, 40_000, 1 << 30, Integer.MAX_VALUE, 1L << 40
    };

    private static final List<String> LISTS =
            List.of(
                    "kernel_shape",
                    "strides",
                    "dilations",
                    "pads",
                    "output_padding",
                    "output_shape",
                    "perm",
                    "axes",
                    "split",
                    "starts",
                    "ends");

    private static final List<String> SINGLES =
            List.of(
                    "axis",
                    "group",
                    "ceil_mode",
                    "count_include_pad",
                    "keepdims",
                    "to",
                    "size",
                    "num_outputs",
                    "start",
                    "end",
                    "transA",
                    "transB",
                    "value_int");

    private static final List<String> REALS =
            List.of("alpha", "beta", "epsilon", "bias", "min", "max", "ratio", "value_float");

    private static final Map<String, List<String>> TEXTS =
            Map.of(
                    "auto_pad", List.of("SAME_UPPER", "SAME_LOWER", "VALID"),
                    "mode", List.of("linear", "nearest", "reflect", "edge", "constant"),
                    "coordinate_transformation_mode",
                            List.of("align_corners", "asymmetric", "pytorch_half_pixel"));

    private static final List<String> NAMES =
            Stream.of(LISTS, LISTS, SINGLES, REALS, TEXTS.keySet())
                    .flatMap(Collection::stream)
                    .sorted()
                    .toList();

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("onnx-test");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("model.onnx"));
        Files.delete(folder);
    }

    @Property(tries = 500)
    void runsOrExplains(@ForAll long seed) {
        Random random = new Random(seed);
        TestModel model =
                new TestModel()
                        .operatorSet(random.nextInt(7, 24))
                        .input("x", random.nextBoolean() ? "n" : 1L, 2L, 4L, 5L)
                        .constant("filters", new long[] {2, 2, 1, 1}, 1f, 2f, 3f, 4f)
                        .constant("scalar", new long[] {}, 2f)
                        .constant("one", new long[] {1}, 1)
                        .constant("two", new long[] {2}, -1, 2)
                        .constant("three", new long[] {3}, 0, 2, 20)
                        .constant("four", new long[] {4}, 1, 2, 2, 8)
                        .constant("scales", new long[] {4}, 1f, 1f, 2f, 0.5f)
                        .constant("pads", new long[] {8}, 0, 0, 1, 1, 0, 0, -1, 3)
                        .constant("kernel", new long[] {2, 1, 1, 2}, 1f, 2f, 3f, 4f)
                        .constant("vector", new long[] {2}, 1f, 2f)
                        .constant("matrix", new long[] {5, 2}, new float[10])
                        .constant("huge", new long[] {4}, 1, 2, 1 << 14, 1 << 14);
        List<String> values = new ArrayList<>(List.of("x"));
        int nodes = random.nextInt(1, 4);
        for (int i = 0; i < nodes; i++) {
            String output = i == nodes - 1 ? "y" : "v" + i;
            model.node(node(random, values, output));
            values.add(output);
        }
        loadAndRun(model.output("y").bytes());
    }

    private static Proto node(Random random, List<String> values, String output) {
        Proto node = new Proto().text(2, output).text(4, any(random, OPERATORS));
        node.text(1, values.get(values.size() - 1 - random.nextInt(Math.min(2, values.size()))));
        int others = random.nextInt(4);
        for (int i = 0; i < others; i++) {
            node.text(1, any(random, random.nextInt(4) == 0 ? values : CONSTANTS));
        }
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            names.add(any(random, NAMES));
        }
        names.forEach(name -> node.message(5, attributeOf(random, name)));
        return node;
    }

    private static Proto attributeOf(Random random, String name) {
        if (SINGLES.contains(name)) {
            return attribute(name, number(random));
        }
        if (REALS.contains(name)) {
            return attribute(name, random.nextFloat(-2, 2));
        }
        if (TEXTS.containsKey(name)) {
            return attribute(name, any(random, TEXTS.getOrDefault(name, List.of())));
        }
        long[] numbers = new long[name.equals("pads") ? 4 : 2 + random.nextInt(8) / 6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(random);
        }
        return attribute(name, numbers);
    }

    private static long number(Random random) {
        return NUMBERS[random.nextInt(random.nextInt(3) == 0 ? NUMBERS.length : 10)];
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static void loadAndRun(byte[] bytes) {
        Path file = TestModel.write(folder, bytes);
        long before = Workspace.totalLiveBytes();
        try (OnnxModel model = Onnx.load(file, ONE_THREAD)) {
            model.describe();
            model.run(Map.of("x", OnnxValue.of(new float[40], 1, 2, 4, 5)));
        } catch (ModelFormatException fault) {
            assertThat(fault.getMessage()).startsWith(file + ": ").doesNotContain("\n");
        } catch (ShapeException refused) {
            assertThat(refused.getMessage()).endsWith(".").doesNotContain("\n");
        }
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }
}
