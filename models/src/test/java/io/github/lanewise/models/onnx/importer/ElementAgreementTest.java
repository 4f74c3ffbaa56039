package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static io.github.lanewise.models.onnx.importer.AgreementCase.floats;
import static io.github.lanewise.models.onnx.importer.AgreementCase.floatsOf;
import static io.github.lanewise.models.onnx.importer.AgreementCase.integers;
import static io.github.lanewise.models.onnx.importer.AgreementCase.ints;
import static io.github.lanewise.models.onnx.importer.AgreementCase.scalar;
import static io.github.lanewise.models.onnx.importer.AgreementCase.shape;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resizing and functions of elements, of all operator sets, do what ONNX Runtime does. */
class ElementAgreementTest {
    @TempDir Path folder = Path.of("");

    static Stream<AgreementCase> cases() {
        return Stream.of(resizes(), elementwise()).flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(AgreementCase drawn) {
        drawn.check(folder);
    }

    private static Stream<AgreementCase> resizes() {
        Stream<AgreementCase> new11 =
                Stream.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")
                        .flatMap(how ->
                                Stream.of("nearest", "linear")
                                        .flatMap(mode ->
                                                Stream.of(
                                                        shape(
                                                                "Resize sizes " + mode + how,
                                                                13,
                                                                "Resize",
                                                                "x - - c",
                                                                new long[] {1, 3, 4, 5},
                                                                attribute("mode", mode),
                                                                attribute(
                                                                        "coordinate_transformation_mode",
                                                                        how),
                                                                integers(1, 3, 7, 3)),
                                                        shape(
                                                                "Resize scales " + mode + how,
                                                                11,
                                                                "Resize",
                                                                "x r f",
                                                                new long[] {1, 3, 4, 5},
                                                                attribute("mode", mode),
                                                                attribute(
                                                                        "coordinate_transformation_mode",
                                                                        how),
                                                                floats("f", 1, 1, 2.5f, 0.7f),
                                                                floats("r")))));
        Stream<AgreementCase> old =
                Stream.of("nearest", "linear")
                        .flatMap(mode ->
                                Stream.of(
                                        shape(
                                                "Resize 10 up " + mode,
                                                10,
                                                "Resize",
                                                "x f",
                                                new long[] {1, 3, 4, 5},
                                                attribute("mode", mode),
                                                floats("f", 1, 1, 2, 1.5f)),
                                        shape(
                                                "Resize 10 down " + mode,
                                                10,
                                                "Resize",
                                                "x f",
                                                new long[] {1, 3, 8, 5},
                                                attribute("mode", mode),
                                                floats("f", 1, 1, 0.5f, 0.6f)),
                                        shape(
                                                "Upsample 9 " + mode,
                                                9,
                                                "Upsample",
                                                "x f",
                                                new long[] {1, 3, 4, 5},
                                                attribute("mode", mode),
                                                floats("f", 1, 1, 2, 3)),
                                        shape(
                                                "Upsample 7 " + mode,
                                                7,
                                                "Upsample",
                                                "x",
                                                new long[] {1, 3, 4, 5},
                                                attribute("mode", mode),
                                                attribute("scales", new float[] {1, 1, 2, 2}))));
        Stream<AgreementCase> axes =
                Stream.of(
                        shape(
                                "Resize axes",
                                18,
                                "Resize",
                                "x - - c",
                                new long[] {1, 3, 4, 5},
                                ints("axes", 3, 2),
                                integers(8, 6)));
        return Stream.of(new11, old, axes).flatMap(cases -> cases);
    }

    private static Stream<AgreementCase> elementwise() {
        Stream<AgreementCase> functions =
                Stream.of(
                                "Relu",
                                "LeakyRelu",
                                "Elu",
                                "Selu",
                                "Sigmoid",
                                "HardSigmoid",
                                "HardSwish",
                                "Tanh",
                                "Softplus",
                                "Exp",
                                "Neg",
                                "Identity",
                                "Dropout")
                        .map(name -> shape(name, 14, name, "x", new long[] {2, 3, 4, 5}));
        Stream<AgreementCase> binary =
                Stream.of("Add", "Sub", "Mul", "Div", "Max", "Min", "Sum")
                        .map(name ->
                                shape(
                                        name,
                                        13,
                                        name,
                                        "x w",
                                        new long[] {2, 3, 4, 5},
                                        floatsOf("w", 3, 1, 5)));
        return Stream.of(
                        functions,
                        binary,
                        Stream.of(
                                shape(
                                        "Sum of 3",
                                        8,
                                        "Sum",
                                        "x w x",
                                        new long[] {2, 3},
                                        floatsOf("w", 3)),
                                shape("Max of 1", 8, "Max", "x", new long[] {2, 3}),
                                shape(
                                        "Clip 6",
                                        10,
                                        "Clip",
                                        "x",
                                        new long[] {2, 3},
                                        attribute("min", -0.5f),
                                        attribute("max", 0.25f)),
                                shape(
                                        "Clip 11",
                                        11,
                                        "Clip",
                                        "x - f",
                                        new long[] {2, 3},
                                        scalar("f", 0.1f)),
                                shape(
                                        "PRelu",
                                        9,
                                        "PRelu",
                                        "x w",
                                        new long[] {2, 3, 4, 5},
                                        floatsOf("w", 3, 1, 1)),
                                shape("Pow", 13, "Pow", "x f", new long[] {2, 3}, scalar("f", 2))))
                .flatMap(cases -> cases);
    }
}
