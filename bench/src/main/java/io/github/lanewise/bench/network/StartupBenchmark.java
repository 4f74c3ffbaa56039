package io.github.lanewise.bench.network;

import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.bench.reference.ReferenceNetwork;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.LeNet5;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the start of a JVM to the first prediction of LeNet-5 for one image: a program of the
 * subclass is started anew for each measurement, and the clock stops at the line that it prints
 * once it knows the class. The first start, which brings files into the memory of the system, is a
 * warm-up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public abstract class StartupBenchmark extends LanewiseBenchmark {
    /** What the line begins with. */
    static final String PREDICTED = "predicted ";

    private Optional<Process> process = Optional.empty();

    /** Returns the class whose {@code main} predicts and then calls {@link #predicted}. */
    protected abstract Class<?> program();

    /** Returns options of its JVM besides the collector. */
    protected List<String> jvmOptions() {
        return List.of();
    }

    /** Returns variables of its environment besides those of this JVM. */
    protected Map<String, String> environment() {
        return Map.of();
    }

    /** Prints the line that stops the clock. */
    protected static void predicted(int label) {
        System.out.println(PREDICTED + label);
    }

    /** Starts the program and waits for its prediction. */
    @Benchmark
    public String firstPrediction() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program().getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment());
        process = Optional.of(builder.start());
        BufferedReader lines = process.get().inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(PREDICTED)) {
                return line;
            }
        }
        throw new IllegalStateException(
                "%s ended with status %d and without a prediction."
                        .formatted(program().getSimpleName(), process.get().waitFor()));
    }

    /** Ends the program, when the clock has stopped. */
    @TearDown(Level.Invocation)
    public void end() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            process.get().waitFor();
        }
    }

    /**
     * Starts the program once and compares its prediction with that of a plain network.
     *
     * @throws IllegalStateException if they differ
     */
    protected void check() throws IOException, InterruptedException {
        String expected;
        try (Network network = BenchmarkNetwork.LENET5.build()) {
            double[] probabilities = new ReferenceNetwork(network).probabilities(image(), 1);
            int best = 0;
            for (int i = 1; i < probabilities.length; i++) {
                best = probabilities[i] > probabilities[best] ? i : best;
            }
            expected = PREDICTED + best;
        }
        String line = firstPrediction();
        end();
        if (!line.equals(expected)) {
            throw new IllegalStateException(
                    "%s says '%s' instead of '%s'."
                            .formatted(program().getSimpleName(), line, expected));
        }
    }

    /** Returns the image to classify, 1×28×28. */
    protected static float[] image() {
        return new TrainingData(LeNet5.INPUT, LeNet5.CLASSES, 1, 1).floats(0);
    }

    /** Prints the most probable class as the line that stops the clock. */
    protected static void predicted(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        predicted(best);
    }
}
