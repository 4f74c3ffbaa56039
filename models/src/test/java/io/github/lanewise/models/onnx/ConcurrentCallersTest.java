package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.SavedModels.CLASSES;
import static io.github.lanewise.models.onnx.SavedModels.DIGIT;
import static io.github.lanewise.models.onnx.SavedModels.blank;
import static io.github.lanewise.models.onnx.SavedModels.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.family.ClassicNetwork;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight threads that call one model get what a single one gets, and memory does not grow. */
final class ConcurrentCallersTest {
    private static final int CALLERS = 8;

    @TempDir Path folder;

    static Stream<Arguments> cases() {
        return Stream.of(ClassicNetwork.LENET_5, ClassicNetwork.MOBILENET_V2)
                .flatMap(network ->
                        IntStream.of(1, 2, 4).mapToObj(threads -> Arguments.of(network, threads)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachGetsItsOwnResultsAndMemoryStaysFlat(ClassicNetwork network, int threads) {
        Path file = SavedModels.classic(folder, network);
        long before = Workspace.totalLiveBytes();
        try (OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(threads))) {
            int floats = network.small().input().elements();
            List<float[]> inputs =
                    IntStream.range(0, CALLERS).mapToObj(i -> numbers(floats, i)).toList();
            List<float[]> expected = inputs.stream().map(model::run).toList();
            // As many images as threads, after which each slab has been used.
            model.run(new float[threads * floats]);
            long warm = Workspace.totalLiveBytes();
            AtomicInteger rounds = new AtomicInteger();
            long end = Callers.in(Callers.SECONDS);
            Callers.together(
                    CALLERS,
                    caller -> {
                        while (!Callers.isOver(end)) {
                            call(model, inputs.get(caller), expected.get(caller), caller);
                            rounds.incrementAndGet();
                        }
                    });
            assertThat(rounds.get()).isGreaterThanOrEqualTo(CALLERS);
            assertThat(Workspace.totalLiveBytes()).isEqualTo(warm);
        }
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    /** Every other caller passes memory for the results. */
    private static void call(OnnxModel model, float[] input, float[] expected, int caller) {
        if (caller % 2 == 0) {
            assertThat(model.run(input)).isEqualTo(expected);
        } else {
            float[] output = blank(expected.length);
            model.run(
                    List.of(MemorySegment.ofArray(input)), List.of(MemorySegment.ofArray(output)));
            assertThat(output).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void batchesOfAnySizeMix(int threads) {
        try (OnnxModel model =
                Onnx.load(SavedModels.lenet(folder), OnnxOptions.DEFAULT.withThreads(threads))) {
            float[] input = numbers(CALLERS * DIGIT, 3);
            float[] expected = model.run(input);
            Callers.together(
                    CALLERS,
                    caller -> {
                        float[] images = Arrays.copyOf(input, (caller + 1) * DIGIT);
                        float[] scores = Arrays.copyOf(expected, (caller + 1) * CLASSES);
                        for (int call = 0; call < 30; call++) {
                            assertThat(model.run(images)).isEqualTo(scores);
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void callersOfAModelThatIsClosedAreToldSo(int threads) {
        for (boolean open : List.of(false, true)) {
            Path file = open ? SavedModels.pictures(folder) : SavedModels.lenet(folder);
            for (int round = 0; round < 5; round++) {
                long before = Workspace.totalLiveBytes();
                OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(threads));
                closeWhileOthersCall(model, open);
                assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
            }
        }
    }

    private static void closeWhileOthersCall(OnnxModel model, boolean open) {
        CountDownLatch calling = new CountDownLatch(CALLERS);
        Callers.together(
                CALLERS + 1,
                caller -> {
                    if (caller == CALLERS) {
                        await(calling);
                        model.close();
                    } else {
                        assertThat(messageWhenClosed(model, open, caller, calling))
                                .matches("This (model|inference) is closed; .*");
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String messageWhenClosed(
            OnnxModel model, boolean open, int caller, CountDownLatch calling) {
        float[] input = numbers(open ? 3 * 4 * (4 + caller) : DIGIT, caller);
        try {
            while (true) {
                if (open) {
                    OnnxValue image = OnnxValue.of(input, 1, 3, 4, 4 + caller);
                    model.run(Map.of("image", image));
                } else {
                    model.run(input);
                }
                calling.countDown();
            }
        } catch (IllegalStateException closed) {
            return String.valueOf(closed.getMessage());
        }
    }
}
