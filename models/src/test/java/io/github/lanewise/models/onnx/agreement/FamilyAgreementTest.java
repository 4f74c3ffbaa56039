package io.github.lanewise.models.onnx.agreement;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.models.family.ClassicNetwork;
import io.github.lanewise.models.family.FamilyCase;
import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.OnnxOptions;
import io.github.lanewise.models.onnx.OnnxValue;
import io.github.lanewise.models.onnx.write.OnnxRuntime;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of the classic families compute what ONNX Runtime computes. */
final class FamilyAgreementTest {
    /** Largest difference in units of the largest score. */
    private static final double TOLERANCE = 1e-4;

    @TempDir Path folder;

    static Stream<FamilyCase> natural() {
        return FamilyCase.small().stream();
    }

    static Stream<FamilyCase> inAllStyles() {
        return FamilyCase.inAllStyles().stream();
    }

    @ParameterizedTest
    @MethodSource("natural")
    void scoresAgreeForAnyThreads(FamilyCase family) throws IOException {
        check(family, OnnxOptions.DEFAULT.withThreads(1));
        check(family, OnnxOptions.DEFAULT.withThreads(2));
    }

    @ParameterizedTest
    @MethodSource("natural")
    void scoresAgreeWithoutRewrites(FamilyCase family) throws IOException {
        check(family, new OnnxOptions(1, Set.of()));
    }

    /** Narrow lanes change nothing of what a file says. */
    @ParameterizedTest
    @MethodSource("inAllStyles")
    void scoresAgreeInAllStyles(FamilyCase family) throws IOException {
        assumeThat(Tensor.LANES).isEqualTo(16);
        check(family, OnnxOptions.DEFAULT.withThreads(2));
    }

    private void check(FamilyCase family, OnnxOptions options) throws IOException {
        byte[] bytes = family.model().toBytes();
        Path file = Files.write(folder.resolve("model.onnx"), bytes);
        try (OnnxModel model = Onnx.load(file, options)) {
            for (int images : family.batches()) {
                check(model, bytes, family, images);
            }
        }
    }

    private static void check(OnnxModel model, byte[] bytes, FamilyCase family, int images) {
        int[] extents =
                IntStream.of(
                                images,
                                family.options().input().channels(),
                                family.options().input().height(),
                                family.options().input().width())
                        .toArray();
        float[] input = new float[IntStream.of(extents).reduce(1, (a, b) -> a * b)];
        Random random = new Random(images);
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        Map<String, OnnxValue> ours =
                model.run(Map.of(ClassicNetwork.INPUT, OnnxValue.of(input, extents)));
        long[] shape = IntStream.of(extents).asLongStream().toArray();
        Map<String, Values> theirs =
                OnnxRuntime.run(bytes, Map.of(ClassicNetwork.INPUT, Values.of(input, shape)));
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        theirs.forEach((name, values) -> assertClose(requireNonNull(ours.get(name)), values));
    }

    private static void assertClose(OnnxValue actual, Values expected) {
        float[] a = actual.toArray();
        float[] e = expected.toArray();
        assertThat(a).hasSameSizeAs(e);
        double largest =
                IntStream.range(0, e.length).mapToDouble(i -> Math.abs(e[i])).max().orElse(0);
        for (int i = 0; i < e.length; i++) {
            assertThat((double) a[i]).isCloseTo(e[i], Offset.offset(TOLERANCE * largest));
        }
    }
}
