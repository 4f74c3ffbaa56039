package io.github.lanewise.bench.network;

import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the start of a JVM to the first prediction by Lanewise. The program builds LeNet-5 and reads
 * its weights from a safetensors file, which is written before the clock starts.
 */
@SuppressWarnings("NullAway.Init") // JMH calls prepare().
public class LanewiseStartup extends StartupBenchmark {
    private static final String WEIGHTS = "lanewise.bench.weights";

    private Path weights;

    /** Writes the weights and checks a first prediction. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        weights = Files.createTempFile("lanewise-bench", ".safetensors");
        try (Network network = BenchmarkNetwork.LENET5.build()) {
            WeightsFile.save(network, weights, Map.of());
        }
        check();
    }

    @Override
    protected Class<?> program() {
        return LanewiseStartup.class;
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("--add-modules=jdk.incubator.vector", "-D" + WEIGHTS + "=" + weights);
    }

    /** Deletes the weights. */
    @TearDown
    public void close() throws IOException {
        Files.deleteIfExists(weights);
    }

    /** Predicts one image; the file of weights is named by a system property. */
    public static void main(String[] arguments) {
        try (Network network = LeNet5.modern(0)) {
            WeightsFile.load(network, Path.of(System.getProperty(WEIGHTS)));
            predicted(predict(network));
        }
    }

    private static int predict(Network network) {
        try (Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            return inference.classify(image())[0];
        }
    }
}
