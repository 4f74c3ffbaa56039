package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.SavedModels.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lanewise.models.family.ClassicNetwork;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call with memory for the results allocates nothing once it is compiled: the interpreter and C1
 * box every vector, so the test waits for C2.
 */
@Tag("alone")
final class CallAllocationTest {
    private static final int CALLS = 200;

    /** Bytes per call that the measurement itself may take. */
    private static final long MAX_BYTES = 8;

    @TempDir Path folder;

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(ClassicNetwork.LENET_5, 1, 1),
                Arguments.of(ClassicNetwork.LENET_5, 2, 1),
                Arguments.of(ClassicNetwork.LENET_5, 2, 5),
                Arguments.of(ClassicNetwork.RESNET_18, 2, 1),
                Arguments.of(ClassicNetwork.MOBILENET_V2, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Timeout(120)
    void aCompiledCallAllocatesNothing(ClassicNetwork network, int threads, int images) {
        Path file = SavedModels.classic(folder, network);
        try (OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(threads))) {
            float[] input = numbers(images * network.small().input().elements(), 1);
            List<MemorySegment> in = List.of(MemorySegment.ofArray(input));
            List<MemorySegment> out =
                    List.of(MemorySegment.ofArray(new float[images * SavedModels.CLASSES]));
            long bytes = Long.MAX_VALUE;
            long end = Callers.in(60);
            while (bytes > MAX_BYTES && !Callers.isOver(end)) {
                long before = allocated();
                for (int call = 0; call < CALLS; call++) {
                    model.run(in, out);
                }
                bytes = (allocated() - before) / CALLS;
            }
            assertThat(bytes).as("bytes per call after a minute").isLessThanOrEqualTo(MAX_BYTES);
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
