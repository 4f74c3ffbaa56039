package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.SavedModels.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.models.family.ClassicNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results have the same bits for any number of threads. */
final class ThreadCountTest {
    @TempDir Path folder;

    static Stream<ClassicNetwork> networks() {
        return Stream.of(
                ClassicNetwork.LENET_5_1998,
                ClassicNetwork.GOOGLENET,
                ClassicNetwork.RESNEXT_50,
                ClassicNetwork.DENSENET_121,
                ClassicNetwork.SHUFFLENET_V2,
                ClassicNetwork.MOBILENET_V3_SMALL);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void bitsDoNotDependOnTheNumberOfThreads(ClassicNetwork network) {
        Path file = SavedModels.classic(folder, network);
        int floats = network.small().input().elements();
        float[] image = numbers(floats, 1);
        float[] batch = numbers(4 * floats, 2);
        List<List<float[]>> results = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            try (OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(threads))) {
                results.add(List.of(run(model, network, image), run(model, network, batch)));
            }
        }
        for (List<float[]> result : results) {
            for (int i = 0; i < result.size(); i++) {
                assertThat(result.get(i)).isEqualTo(results.getFirst().get(i)).isNotEmpty();
            }
        }
    }

    /** Returns the first output. */
    private static float[] run(OnnxModel model, ClassicNetwork network, float[] input) {
        int[] extents = {
            input.length / network.small().input().elements(),
            network.small().input().channels(),
            network.small().input().height(),
            network.small().input().width()
        };
        OnnxValue value = OnnxValue.of(input, extents);
        return model.run(Map.of(ClassicNetwork.INPUT, value)).values().iterator().next().toArray();
    }
}
