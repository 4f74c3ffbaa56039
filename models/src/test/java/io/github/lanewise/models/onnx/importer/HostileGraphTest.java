package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.Proto;
import io.github.lanewise.models.onnx.TestModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Graphs that make no sense: a ModelFormatException or a graph, never anything else. */
class HostileGraphTest {
    private static final Extents X = Extents.of(1, 2, 4, 4);

    private static final byte[] SOUND =
            new TestModel()
                    .input("x", "n", 2L, 4L, 4L)
                    .output("y")
                    .constant("w", new long[] {2, 2, 1, 1}, 1f, 2f, 3f, 4f)
                    .constant("m", new long[] {1}, -1)
                    .node("Conv", "x w", "c", attribute("strides", new long[] {1, 1}))
                    .node("MaxPool", "c", "p", attribute("kernel_shape", new long[] {2, 2}))
                    .node("Shape", "x", "s")
                    .node("Constant", "", "o", attribute("value_ints", new long[] {0}))
                    .node("Gather", "s o", "b", attribute("axis", 0))
                    .node("Concat", "b m", "t", attribute("axis", 0))
                    .node("Reshape", "p t", "y")
                    .bytes();

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

    @Property(tries = 1000)
    void randomDamageIsAFaultOrHarmless(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int changes) {
        Random random = new Random(seed);
        byte[] damaged = SOUND.clone();
        for (int i = 0; i < changes; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        importOrFault(damaged);
    }

    /** Any operator with any number of inputs of any kind, and attributes of any size. */
    @Property(tries = 3000)
    void randomNodesAreAFaultOrAGraph(
            @ForAll("operators") String operator,
            @ForAll @IntRange(min = 7, max = 23) int operatorSet,
            @ForAll("inputs") List<String> inputs,
            @ForAll("attributes") Map<String, Object> attributes) {
        TestModel model =
                new TestModel()
                        .operatorSet(operatorSet)
                        .input("x", "n", 2L, 4L, 4L)
                        .output("y")
                        .constant("filters", new long[] {2, 2, 1, 1}, 1f, 2f, 3f, 4f)
                        .constant("float", new long[] {}, 2f)
                        .constant("none", new long[] {0}, new long[0])
                        .constant("empty", new long[] {0, 3}, new float[0])
                        .constant("one", new long[] {1}, 1)
                        .constant("two", new long[] {2}, -1, 2)
                        .constant("four", new long[] {4}, 1, 2, 2, 8)
                        .constant("scales", new long[] {4}, 1f, 1f, 2f, 0.5f)
                        .constant("pads", new long[] {8}, 0, 0, 1, 1, 0, 0, -1, 3)
                        .constant("huge", new long[] {2}, Long.MAX_VALUE, Long.MIN_VALUE);
        Proto node = new Proto().text(2, "y").text(4, operator);
        inputs.forEach(name -> node.text(1, name));
        attributes.forEach((name, value) -> node.message(5, of(name, value)));
        importOrFault(model.node(node).bytes());
    }

    private static Proto of(String name, Object value) {
        return switch (value) {
            case Long number -> attribute(name, number);
            case long[] numbers -> attribute(name, numbers);
            case Float number -> attribute(name, number);
            default -> attribute(name, value.toString());
        };
    }

    @Provide
    Arbitrary<String> operators() {
        return Arbitraries.of(GraphImporter.operators());
    }

    @Provide
    Arbitrary<List<String>> inputs() {
        return Arbitraries.of(
                        "x", "x", "x", "filters", "float", "none", "empty", "one", "two", "four",
                        "scales", "pads", "huge", "")
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<Map<String, Object>> attributes() {
        Arbitrary<String> names =
                Arbitraries.of(
                        "axis",
                        "axes",
                        "kernel_shape",
                        "strides",
                        "dilations",
                        "pads",
                        "group",
                        "auto_pad",
                        "output_padding",
                        "output_shape",
                        "perm",
                        "keepdims",
                        "to",
                        "value_ints",
                        "split",
                        "num_outputs",
                        "size",
                        "mode",
                        "ceil_mode",
                        "starts",
                        "ends",
                        "allowzero",
                        "scales",
                        "start",
                        "end",
                        "value_int");
        Arbitrary<Object> values =
                Arbitraries.of(
                        0L,
                        1L,
                        2L,
                        -1L,
                        7L,
                        1L << 31,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        0.5f,
                        "SAME_UPPER",
                        "SAME_LOWER",
                        "linear",
                        "reflect",
                        new long[0],
                        new long[] {1},
                        new long[] {0, 1},
                        new long[] {2, 2},
                        new long[] {3, 1, 0, 2},
                        new long[] {1, 1, 1, 1},
                        new long[] {-1, -9},
                        new long[] {1 << 30, 1 << 30},
                        new long[] {1L << 40, 1},
                        new long[] {Integer.MAX_VALUE, Integer.MAX_VALUE});
        return Arbitraries.maps(names, values).ofMaxSize(5);
    }

    private static void importOrFault(byte[] bytes) {
        try {
            new Imports(folder)
                    .open(
                            bytes,
                            importer ->
                                    assertThat(importer.importGraph(Map.of("x", X)).outputs())
                                            .isNotEmpty());
        } catch (ModelFormatException fault) {
            assertThat(fault.getMessage())
                    .startsWith(folder.resolve("model.onnx") + ": ")
                    .doesNotContain("\n");
        } catch (ShapeException wrongInput) {
            // Damage may change what the file declares of x, which is this caller's fault then.
            assertThat(wrongInput.getMessage()).startsWith("Input ");
        }
    }
}
