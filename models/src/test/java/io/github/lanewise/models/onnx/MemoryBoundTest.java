package io.github.lanewise.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.tensor.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file takes little memory, whatever extents it declares. */
class MemoryBoundTest {
    private final long before = Workspace.totalLiveBytes();

    @TempDir Path folder = Path.of("");

    @AfterEach
    void nothingStaysAllocated() {
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    @Test
    void refusesAnInputOfGigabytes() {
        TestModel model =
                new TestModel().input("x", 1, 1 << 15, 3 << 14).output("y").node("Relu", "x", "y");
        Path file = model.write(folder);
        assertThat(TestModel.fault(file, () -> Onnx.load(file).close()))
                .contains("x (1×32768×49152) is the largest", "6442450944 bytes");
    }

    @Test
    void refusesPaddingOfGigabytes() {
        TestModel model =
                new TestModel()
                        .input("x", 1, 1, 4, 4)
                        .output("y")
                        .constant("w", new long[] {1, 1, 1, 1}, 1f)
                        .node(
                                "Conv",
                                "x w",
                                "y",
                                TestModel.attribute("pads", new long[] {40000, 0, 0, 40000}));
        Path file = model.write(folder);
        assertThat(TestModel.fault(file, () -> Onnx.load(file).close()))
                .contains("1×1×40004×40004");
    }
}
