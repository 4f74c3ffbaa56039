package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.SavedModels.DIGIT;
import static io.github.lanewise.models.onnx.SavedModels.numbers;
import static io.github.lanewise.models.onnx.SavedModels.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models leave neither threads nor memory behind, whether loading them succeeds or not. */
final class ModelLifeTest {
    @TempDir Path folder;

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lanewise-"))
                .collect(Collectors.toSet());
    }

    private static String fault(Path file) {
        long live = Workspace.totalLiveBytes();
        Set<Thread> threads = threads();
        String sentence =
                TestModel.fault(
                        file, () -> Onnx.load(file, OnnxOptions.DEFAULT.withThreads(3)).close());
        assertThat(Workspace.totalLiveBytes()).isEqualTo(live);
        assertThat(threads()).isSubsetOf(threads);
        return sentence;
    }

    private String fault(OnnxModelBuilder model) {
        return fault(SavedModels.save(folder, model));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(fault(folder.resolve("none.onnx"))).contains("cannot read the file");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.99})
    void aTruncatedFileLeavesNothing(double part) throws IOException {
        byte[] bytes = Files.readAllBytes(SavedModels.lenet(folder));
        Path file = folder.resolve("part.onnx");
        Files.write(file, Arrays.copyOf(bytes, (int) (part * bytes.length)));
        assertThat(fault(file)).isNotEmpty();
    }

    @Test
    void unsupportedOperatorsAreListed() {
        assertThat(
                        fault(
                                SavedModels.graph()
                                        .input("x", open("N", 3))
                                        .node("LSTM", List.of("x"), "a")
                                        .node("NonZero", List.of("a"), "y")
                                        .output("y", open("N", 3))))
                .contains("LSTM")
                .contains("NonZero");
    }

    /** The second node is at fault, so that the first one's filters have been read. */
    @Test
    void aNodeThatCannotBeAppliedLeavesNothing() {
        assertThat(
                        fault(
                                SavedModels.graph()
                                        .input("x", open("N", 2, 5, 5))
                                        .initializer("w", numbers(3 * 2 * 9, 1), 3, 2, 3, 3)
                                        .node("Conv", List.of("x", "w"), "a")
                                        .node("Conv", List.of("a", "w"), "bad")
                                        .output("bad", open("N", 3, 1, 1))))
                .contains("bad");
    }

    @Test
    void inputsThatAreAbsurdlyLargeAreAFaultOfTheFile() {
        for (long extent : List.of(1L << 31, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE)) {
            assertThat(
                            fault(
                                    SavedModels.graph()
                                            .input("x", 1, extent)
                                            .node("Relu", List.of("x"), "y")
                                            .output("y", 1, extent)))
                    .isEqualTo("The input x 1×" + extent + " has more than 2^31 - 1 elements.");
        }
        assertThat(
                        fault(
                                SavedModels.graph()
                                        .input("x", 1 << 16, 1 << 16)
                                        .node("Relu", List.of("x"), "y")
                                        .output("y", 1 << 16, 1 << 16)))
                .contains("65536×65536");
    }

    @Test
    void aClosedModelLeavesNothingAndSaysSo() {
        long live = Workspace.totalLiveBytes();
        Set<Thread> threads = threads();
        for (Path file : List.of(SavedModels.lenet(folder), SavedModels.pictures(folder))) {
            OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(3));
            assertThat(threads()).hasSize(threads.size() + 2);
            model.close();
            assertThat(threads()).isSubsetOf(threads);
            assertThat(Workspace.totalLiveBytes()).isEqualTo(live);
            List<MemorySegment> memory = List.of(MemorySegment.ofArray(new float[DIGIT]));
            OnnxValue value = OnnxValue.of(new float[DIGIT], 1, 1, 28, 28);
            assertClosed(() -> model.run(new float[DIGIT]));
            assertClosed(() -> model.run(memory, memory));
            assertClosed(() -> model.run(Map.of("input", value)));
            assertClosed(model::describe);
            assertClosed(model::graph);
            assertThat(model.inputs()).hasSize(1);
            assertThatThrownBy(model::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This model is closed already; close it once.");
        }
    }

    private static void assertClosed(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This model is closed; use it before closing it.");
    }

    @Test
    void loadedModelsDoNotAddUp() {
        Path file = SavedModels.lenet(folder);
        long live = Workspace.totalLiveBytes();
        for (int i = 0; i < 20; i++) {
            try (OnnxModel model = Onnx.load(file)) {
                assertThat(model.run(new float[3 * DIGIT])).hasSize(30);
            }
            assertThat(Workspace.totalLiveBytes()).isEqualTo(live);
        }
    }

    @Test
    void optionsNeedAThread() {
        assertThatThrownBy(() -> OnnxOptions.DEFAULT.withThreads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("At least 1 thread has to compute, but got 0.");
    }
}
