package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static io.github.lanewise.models.onnx.importer.AgreementCase.floatsOf;
import static io.github.lanewise.models.onnx.importer.AgreementCase.image;
import static io.github.lanewise.models.onnx.importer.AgreementCase.ints;
import static io.github.lanewise.models.onnx.importer.AgreementCase.line;
import static io.github.lanewise.models.onnx.importer.AgreementCase.model;
import static io.github.lanewise.models.onnx.importer.AgreementCase.shape;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Convolution, pooling, normalization and products of all operator sets do what ONNX Runtime does.
 */
class WindowAgreementTest {
    @TempDir Path folder = Path.of("");

    static Stream<AgreementCase> cases() {
        return Stream.of(convolutions(), transposed(), poolings(), normalizations(), products())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(AgreementCase drawn) {
        drawn.check(folder);
    }

    private static Stream<AgreementCase> convolutions() {
        long[] filters = {6, 3, 3, 2};
        Stream<AgreementCase> autoPads =
                Stream.of("SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET")
                        .map(pad ->
                                image(
                                        "Conv " + pad,
                                        11,
                                        filters,
                                        "Conv",
                                        "x w b",
                                        ints("strides", 2, 3),
                                        attribute("auto_pad", pad)));
        return Stream.concat(
                autoPads,
                Stream.of(
                        image(
                                "Conv pads",
                                11,
                                filters,
                                "Conv",
                                "x w",
                                ints("pads", 1, 0, 2, 3),
                                ints("dilations", 2, 1),
                                ints("kernel_shape", 3, 2)),
                        image(
                                "Conv groups",
                                7,
                                new long[] {6, 1, 2, 2},
                                "Conv",
                                "x w b",
                                attribute("group", 3)),
                        line(
                                "Conv line",
                                new long[] {4, 3, 3},
                                "Conv",
                                ints("pads", 2, 1),
                                ints("strides", 2)),
                        line(
                                "Conv line SAME",
                                new long[] {4, 3, 4},
                                "Conv",
                                attribute("auto_pad", "SAME_UPPER"),
                                ints("strides", 3))));
    }

    private static Stream<AgreementCase> transposed() {
        long[] filters = {3, 6, 3, 2};
        String name = "ConvTranspose";
        return Stream.of(
                image(
                        "ConvTranspose",
                        11,
                        filters,
                        name,
                        "x w b",
                        ints("strides", 2, 3),
                        ints("pads", 1, 0, 2, 1),
                        ints("output_padding", 1, 2)),
                image(
                        "ConvTranspose UPPER",
                        11,
                        filters,
                        name,
                        "x w b",
                        ints("strides", 2, 2),
                        attribute("auto_pad", "SAME_UPPER")),
                image(
                        "ConvTranspose LOWER",
                        11,
                        filters,
                        name,
                        "x w b",
                        ints("strides", 2, 1),
                        attribute("auto_pad", "SAME_LOWER")),
                image(
                        "ConvTranspose shape",
                        11,
                        filters,
                        name,
                        "x w b",
                        ints("strides", 2, 2),
                        ints("output_shape", 14, 17)),
                line("ConvTranspose line", new long[] {3, 2, 3}, name, ints("strides", 2)));
    }

    private static Stream<AgreementCase> poolings() {
        return Stream.of("MaxPool", "AveragePool")
                .flatMap(name ->
                        Stream.of(
                                image(
                                        name + " ceil",
                                        12,
                                        null,
                                        name,
                                        "x",
                                        ints("kernel_shape", 3, 2),
                                        ints("strides", 2, 3),
                                        attribute("ceil_mode", 1),
                                        ints("pads", 1, 0, 1, 1)),
                                image(
                                        name + " upper",
                                        7,
                                        null,
                                        name,
                                        "x",
                                        ints("kernel_shape", 3, 4),
                                        ints("strides", 2, 2),
                                        attribute("auto_pad", "SAME_UPPER")),
                                image(
                                        name + " lower",
                                        10,
                                        null,
                                        name,
                                        "x",
                                        ints("kernel_shape", 3, 4),
                                        ints("strides", 2, 2),
                                        attribute("auto_pad", "SAME_LOWER")),
                                image(
                                        name + " dilated",
                                        19,
                                        null,
                                        name,
                                        "x",
                                        ints("kernel_shape", 2, 2),
                                        ints("dilations", 2, 1),
                                        ints("pads", 1, 1, 1, 1)),
                                image("Global" + name, 11, null, "Global" + name, "x")));
    }

    private static Stream<AgreementCase> normalizations() {
        return Stream.of(7, 9, 14, 15)
                .flatMap(version ->
                        Stream.of(
                                new AgreementCase(
                                        "BatchNormalization " + version,
                                        model(version, 2, 3, 4, 5)
                                                .constant("s", new long[] {3}, 1f, 2f, 3f)
                                                .constant("b", new long[] {3}, 0f, -1f, 1f)
                                                .constant("m", new long[] {3}, 0.5f, 0f, 1f)
                                                .constant("v", new long[] {3}, 1f, 2f, 0.1f)
                                                .node(
                                                        "BatchNormalization",
                                                        "x s b m v",
                                                        "y",
                                                        attribute("epsilon", 0.01f)),
                                        List.of(2L, 3L, 4L, 5L)),
                                image(
                                        "LRN " + version,
                                        version,
                                        null,
                                        "LRN",
                                        "x",
                                        attribute("size", 3))));
    }

    private static Stream<AgreementCase> products() {
        return Stream.of(
                shape(
                        "Gemm",
                        13,
                        "Gemm",
                        "x w b",
                        new long[] {2, 3},
                        floatsOf("w", 4, 3),
                        floatsOf("b", 4),
                        attribute("transB", 1),
                        attribute("alpha", 0.5f),
                        attribute("beta", 2f)),
                shape(
                        "Gemm beta 0",
                        9,
                        "Gemm",
                        "x w b",
                        new long[] {2, 3},
                        floatsOf("w", 3, 4),
                        floatsOf("b", 4),
                        attribute("beta", 0f)),
                shape(
                        "Gemm transA",
                        11,
                        "Gemm",
                        "x w",
                        new long[] {3, 2},
                        floatsOf("w", 3, 4),
                        attribute("transA", 1)),
                shape("MatMul", 13, "MatMul", "x w", new long[] {2, 4, 3}, floatsOf("w", 3, 5)));
    }
}
