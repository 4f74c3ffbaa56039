package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.SavedModels.numbers;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of open height and width has a plan for each, and keeps the last few. */
final class OpenExtentsTest {
    /** Plans that a model keeps. */
    private static final int PLANS = 8;

    @TempDir Path folder;

    private OnnxModel load(int threads) {
        return Onnx.load(SavedModels.pictures(folder), OnnxOptions.DEFAULT.withThreads(threads));
    }

    private static float[] run(OnnxModel model, int images, int height, int width) {
        float[] input = numbers(images * 3 * height * width, height);
        OnnxValue image = OnnxValue.of(input, images, 3, height, width);
        OnnxValue map = requireNonNull(model.run(Map.of("image", image)).get("map"));
        assertThat(map.extents()).isEqualTo(Extents.of(images, 5, height, width));
        return map.toArray();
    }

    @Test
    void resultsStayTheSameWhenPlansGoAndComeBack() {
        long before = Workspace.totalLiveBytes();
        try (OnnxModel model = load(2)) {
            List<float[]> first = new ArrayList<>();
            for (int i = 0; i < PLANS; i++) {
                first.add(run(model, 1 + i % 2, 4 + i, 5 + i));
            }
            long full = Workspace.totalLiveBytes();
            for (int i = 0; i < 3 * PLANS; i++) {
                run(model, 1, 3, 4 + i);
                assertThat(Workspace.totalLiveBytes()).isLessThanOrEqualTo(2 * full);
            }
            for (int i = 0; i < PLANS; i++) {
                assertThat(run(model, 1 + i % 2, 4 + i, 5 + i)).isEqualTo(first.get(i));
            }
            assertThat(Workspace.totalLiveBytes()).isEqualTo(full);
        }
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    @Test
    void callersWithManyExtentsGetTheirOwnResults() {
        int kinds = 2 * PLANS;
        long before = Workspace.totalLiveBytes();
        try (OnnxModel model = load(2)) {
            List<float[]> expected = new ArrayList<>();
            for (int i = 0; i < kinds; i++) {
                expected.add(run(model, 1, 4 + i, 7));
            }
            Callers.together(
                    8,
                    caller -> {
                        for (int call = 0; call < 40; call++) {
                            int kind = (caller * 5 + call) % kinds;
                            assertThat(run(model, 1, 4 + kind, 7)).isEqualTo(expected.get(kind));
                        }
                    });
        }
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    @Test
    void floatsWithoutExtentsAreRefused() {
        try (OnnxModel model = load(1)) {
            assertRefused(
                    () -> model.run(new float[48]),
                    "The input image N×3×H×W has open extents; pass a value with extents.");
            List<MemorySegment> memory = List.of(MemorySegment.ofArray(new float[48]));
            String sentence =
                    "This model is planned for each set of extents of its inputs"
                            + " [image N×3×H×W]; pass values with extents, by name.";
            assertRefused(() -> model.run(memory, memory), sentence);
            assertRefused(model::graph, sentence);
        }
    }

    @Test
    void extentsThatAreNotThoseOfTheFileAreRefused() {
        try (OnnxModel model = load(1)) {
            for (int[] extents : List.of(new int[] {1, 4, 2, 2}, new int[] {3, 4, 4})) {
                Extents wrong = Extents.of(extents);
                OnnxValue value = OnnxValue.of(new float[wrong.elements()], extents);
                assertRefused(
                        () -> model.run(Map.of("image", value)),
                        "The model declares the input image N×3×H×W, which cannot be a value of "
                                + wrong
                                + ".");
            }
        }
    }

    /** A node that cannot be applied shows when the extents are known: that is the caller's. */
    @Test
    void extentsThatANodeCannotTakeAreRefusedAndLeaveNothing() {
        Path file =
                SavedModels.save(
                        folder,
                        SavedModels.graph()
                                .input("x", SavedModels.open("N", 2, "H", "W"))
                                .initializer("w", numbers(2 * 2 * 5 * 5, 3), 2, 2, 5, 5)
                                .node("Conv", List.of("x", "w"), "y")
                                .output("y", SavedModels.open("N", 2, "P", "Q")));
        try (OnnxModel model = Onnx.load(file)) {
            OnnxValue large = OnnxValue.of(new float[50], 1, 2, 5, 5);
            OnnxValue small = OnnxValue.of(new float[32], 1, 2, 4, 4);
            model.run(Map.of("x", large));
            long live = Workspace.totalLiveBytes();
            assertThatThrownBy(() -> model.run(Map.of("x", small)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageStartingWith("The model cannot take inputs of [1×2×4×4]: ")
                    .hasMessageContaining("y")
                    .hasMessageEndingWith(".");
            assertThat(Workspace.totalLiveBytes()).isEqualTo(live);
            model.run(Map.of("x", large));
        }
    }

    private static void assertRefused(Runnable call, String sentence) {
        assertThatThrownBy(call::run).isInstanceOf(ShapeException.class).hasMessage(sentence);
    }
}
