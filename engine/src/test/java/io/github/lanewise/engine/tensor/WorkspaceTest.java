package io.github.lanewise.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class WorkspaceTest {
    @Property(tries = 100)
    void allocationsAreAlignedZeroedCountedAndFreed(
            @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 300) Integer> sizes) {
        long before = Workspace.totalLiveBytes();
        long expected = 0;
        Workspace workspace = new Workspace();
        for (int size : sizes) {
            MemorySegment floats = workspace.floats(size);
            MemorySegment tensor = workspace.tensor(Shape.of(1, 1, size)).segment();
            for (MemorySegment segment : List.of(floats, tensor)) {
                assertThat(segment.address() % Workspace.ALIGNMENT).isZero();
                assertThat(segment.toArray(ValueLayout.JAVA_FLOAT)).containsOnly(0f);
                expected += segment.byteSize();
            }
            assertThat(floats.byteSize()).isEqualTo(4L * size);
        }
        assertThat(workspace.liveBytes()).isEqualTo(expected);
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before + expected);
        workspace.close();
        assertThat(workspace.liveBytes()).isZero();
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    @Test
    void holdsNoMoreThanItMay() {
        try (Workspace workspace = new Workspace(100)) {
            workspace.floats(10);
            assertThatThrownBy(() -> workspace.floats(16))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("64 bytes of memory")
                    .hasMessageContaining("at most 100 may be used, and 40 are");
            workspace.floats(15);
            assertThat(workspace.liveBytes()).isEqualTo(100);
        }
    }

    @Test
    void closingTwiceIsAClearError() {
        Workspace workspace = new Workspace();
        workspace.close();
        assertThatThrownBy(workspace::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed already");
        assertThat(Workspace.totalLiveBytes()).isNotNegative();
    }

    @Test
    void allocatingAfterCloseIsAClearError() {
        Workspace workspace = new Workspace();
        workspace.close();
        assertThatThrownBy(() -> workspace.floats(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("workspace is closed");
        assertThatThrownBy(() -> workspace.tensor(Shape.vector(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("workspace is closed");
    }

    @Test
    void usingATensorAfterCloseIsAnErrorAndNoCrash() {
        Workspace workspace = new Workspace();
        Tensor tensor = workspace.tensor(Shape.of(1, 2, 2));
        workspace.close();
        assertThatThrownBy(() -> tensor.load(new float[4], 0, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tensor.store(new float[4], 0, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(tensor::clear).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memoryMayBeUsedByAnotherThread() throws InterruptedException {
        try (Workspace workspace = new Workspace()) {
            MemorySegment floats = workspace.floats(1);
            Thread other = new Thread(() -> floats.set(ValueLayout.JAVA_FLOAT, 0, 7));
            other.start();
            other.join();
            assertThat(floats.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(7);
        }
    }
}
