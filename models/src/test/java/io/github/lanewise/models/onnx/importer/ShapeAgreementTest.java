package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static io.github.lanewise.models.onnx.importer.AgreementCase.integers;
import static io.github.lanewise.models.onnx.importer.AgreementCase.integersNamed;
import static io.github.lanewise.models.onnx.importer.AgreementCase.ints;
import static io.github.lanewise.models.onnx.importer.AgreementCase.shape;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes that change shapes, in the forms of old and new operator sets, do what ONNX Runtime does.
 */
class ShapeAgreementTest {
    @TempDir Path folder = Path.of("");

    static Stream<AgreementCase> cases() {
        return Stream.of(shapes(), pads(), reductions()).flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(AgreementCase drawn) {
        drawn.check(folder);
    }

    private static Stream<AgreementCase> shapes() {
        return Stream.of(
                shape(
                        "Squeeze 11",
                        11,
                        "Squeeze",
                        "x",
                        new long[] {2, 1, 3, 1},
                        ints("axes", 1, -1)),
                shape("Squeeze all", 13, "Squeeze", "x", new long[] {2, 1, 3, 1}),
                shape("Squeeze 13", 13, "Squeeze", "x c", new long[] {2, 1, 3, 1}, integers(-1)),
                shape("Unsqueeze 11", 11, "Unsqueeze", "x", new long[] {2, 3}, ints("axes", 1, 3)),
                shape("Unsqueeze 13", 13, "Unsqueeze", "x c", new long[] {2, 3}, integers(-1, 0)),
                shape("Flatten 0", 13, "Flatten", "x", new long[] {2, 3, 4}, attribute("axis", 0)),
                shape(
                        "Flatten -1",
                        13,
                        "Flatten",
                        "x",
                        new long[] {2, 3, 4},
                        attribute("axis", -1)),
                shape("Flatten 3", 11, "Flatten", "x", new long[] {2, 3, 4}, attribute("axis", 3)),
                shape("Reshape", 13, "Reshape", "x c", new long[] {2, 3, 4}, integers(0, -1, 2)),
                shape("Transpose", 13, "Transpose", "x", new long[] {2, 3, 4}),
                shape(
                        "Slice 9",
                        9,
                        "Slice",
                        "x",
                        new long[] {4, 5, 6},
                        ints("starts", 1, -3),
                        ints("ends", 100, -1),
                        ints("axes", 2, 1)),
                shape(
                        "Slice 10",
                        10,
                        "Slice",
                        "x c e a d",
                        new long[] {4, 5, 6},
                        integers(-100, 1),
                        integersNamed("a", 0, 2),
                        integersNamed("d", 2, 3),
                        integersNamed("e", 3, 100)),
                shape(
                        "Slice back",
                        13,
                        "Slice",
                        "x c e a d",
                        new long[] {4, 5, 6},
                        integers(-1, 100),
                        integersNamed("a", 1, 2),
                        integersNamed("d", -1, -2),
                        integersNamed("e", -100, -7)),
                shape(
                        "Gather",
                        13,
                        "Gather",
                        "x c",
                        new long[] {4, 5},
                        attribute("axis", 1),
                        integers(-1, 0, 2)),
                shape(
                        "Split 11",
                        11,
                        "Split",
                        "x",
                        new long[] {4, 6},
                        attribute("axis", 1),
                        ints("split", 6)),
                shape(
                        "Softmax 11",
                        11,
                        "Softmax",
                        "x",
                        new long[] {2, 3, 4, 5},
                        attribute("axis", 2)),
                shape(
                        "Softmax 13",
                        13,
                        "Softmax",
                        "x",
                        new long[] {2, 3, 4, 5},
                        attribute("axis", 1)),
                shape("LogSoftmax 7", 7, "LogSoftmax", "x", new long[] {2, 3, 4}),
                shape("LogSoftmax 13", 13, "LogSoftmax", "x", new long[] {2, 3, 4}));
    }

    private static Stream<AgreementCase> pads() {
        return Stream.of("constant", "reflect", "edge")
                .flatMap(mode ->
                        Stream.of(
                                shape(
                                        "Pad 2 " + mode,
                                        10,
                                        "Pad",
                                        "x",
                                        new long[] {2, 3, 4, 5},
                                        attribute("mode", mode),
                                        ints("pads", 0, 0, 1, 2, 0, 0, 3, 1)),
                                shape(
                                        "Pad 11 " + mode,
                                        11,
                                        "Pad",
                                        "x c",
                                        new long[] {2, 3, 4, 5},
                                        attribute("mode", mode),
                                        integers(0, 1, 1, 2, 0, 0, 2, -1)),
                                shape(
                                        "Pad 18 " + mode,
                                        18,
                                        "Pad",
                                        "x c - a",
                                        new long[] {2, 3, 4, 5},
                                        attribute("mode", mode),
                                        integers(1, 2, 3, 0),
                                        integersNamed("a", -1, 2))));
    }

    private static Stream<AgreementCase> reductions() {
        return Stream.of("ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin")
                .flatMap(name ->
                        Stream.of(
                                shape(
                                        name + " 11",
                                        11,
                                        name,
                                        "x",
                                        new long[] {2, 3, 4, 5},
                                        ints("axes", 2, -1),
                                        attribute("keepdims", 0)),
                                shape(
                                        name + " 18",
                                        18,
                                        name,
                                        "x c",
                                        new long[] {2, 3, 4, 5},
                                        integers(1)),
                                shape(name + " all", 18, name, "x", new long[] {2, 3, 4}),
                                shape(
                                        name + " none",
                                        18,
                                        name,
                                        "x",
                                        new long[] {2, 3, 4},
                                        attribute("noop_with_empty_axes", 1))));
    }
}
