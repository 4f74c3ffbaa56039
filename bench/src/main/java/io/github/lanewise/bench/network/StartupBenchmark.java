package io.github.lanewise.bench.network;

import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.bench.report.ReportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
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

    /** Returns the class whose {@code main} predicts and then calls {@link #predicted}. */
    protected abstract Class<?> program();

    /** Returns options of its JVM besides those of {@code ./lanewise}. */
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
        command.addAll(List.of("-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"));
        command.addAll(jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program().getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment());
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PREDICTED)) {
                    return line;
                }
            }
            throw new ReportException(
                    "%s ended with status %d and without a prediction."
                            .formatted(program().getSimpleName(), process.waitFor()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
