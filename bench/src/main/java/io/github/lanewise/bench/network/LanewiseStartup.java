package io.github.lanewise.bench.network;

import io.github.lanewise.bench.reference.ReferenceNetwork;
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

    /**
     * Writes the weights, starts the program once and compares its prediction with that of a plain
     * network.
     *
     * @throws IllegalStateException if they differ
     */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        weights = Files.createTempFile("lanewise-bench", ".safetensors");
        int expected;
        try (Network network = BenchmarkNetwork.LENET5.build()) {
            WeightsFile.save(network, weights, Map.of());
            expected = mostProbable(new ReferenceNetwork(network).probabilities(image(), 1));
        }
        String line = firstPrediction();
        if (!line.equals(PREDICTED + expected)) {
            throw new IllegalStateException(
                    "The program says '%s' instead of '%s%d'."
                            .formatted(line, PREDICTED, expected));
        }
    }

    @Override
    protected Class<?> program() {
        return LanewiseStartup.class;
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("-D" + WEIGHTS + "=" + weights);
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

    private static float[] image() {
        return new TrainingData(LeNet5.INPUT, LeNet5.CLASSES, 1, 1).floats(0);
    }

    private static int mostProbable(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    private static int predict(Network network) {
        try (Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            return inference.classify(image())[0];
        }
    }
}
