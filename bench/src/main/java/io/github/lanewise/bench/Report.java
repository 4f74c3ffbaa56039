package io.github.lanewise.bench;

import io.github.lanewise.bench.report.CommandLines;
import io.github.lanewise.bench.report.Machines;
import io.github.lanewise.bench.report.Measurement;
import io.github.lanewise.bench.report.MeasurementFile;
import io.github.lanewise.bench.report.MeasurementTable;
import io.github.lanewise.bench.report.ReportException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks in forks of the JVM and prints what they came to as one table. */
@Command(
        name = "report",
        description =
                "Runs the benchmarks and prints a table in Markdown; progress goes to stderr.")
public final class Report implements Callable<Integer> {
    /** The order of the table; the peak comes before and after all others. */
    private static final List<Class<?>> BENCHMARKS =
            List.of(
                    FmaPeakBenchmark.class,
                    OuterProductBenchmark.class,
                    ConvolutionBenchmark.class,
                    DenseBenchmark.class,
                    PoolBenchmark.class,
                    ActivationBenchmark.class,
                    OptimizerBenchmark.class,
                    TrainingStepBenchmark.class,
                    FmaPeakBenchmark.class);

    private static final int QUICK_WARMUPS = 4;
    private static final int QUICK_ITERATIONS = 3;
    private static final TimeValue QUICK_TIME = TimeValue.milliseconds(400);

    @Option(
            names = "--quick",
            description = "One fork and short iterations, some 3 minutes: a look, not a result.")
    private boolean quick;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "JVMs per benchmark; default 3, with --quick 1.")
    private Optional<Integer> forks = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only benchmarks whose class name contains a match, as Convolution.")
    private Optional<String> only = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "JSON file that receives the numbers of every fork.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
    private boolean help;

    private Report() {}

    /** Runs the benchmarks that the arguments name. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new Report(), arguments));
    }

    @Override
    public Integer call() {
        out.ifPresent(MeasurementFile::requireWritable);
        int forkCount = forks.orElse(quick ? 1 : 3);
        if (forkCount < 1) {
            throw new ReportException("--forks " + forkCount + " is too few; take 1 or more.");
        }
        String machine = Machines.line();
        List<Measurement> measurements = new ArrayList<>();
        for (Class<?> benchmark : chosen()) {
            for (RunResult run : run(benchmark, forkCount)) {
                measurements.add(Measurement.of(run));
            }
        }
        System.out.println(machine);
        System.out.println();
        System.out.println(MeasurementTable.of(measurements));
        out.ifPresent(file -> MeasurementFile.write(file, measurements));
        return 0;
    }

    private List<Class<?>> chosen() {
        if (only.isEmpty()) {
            return BENCHMARKS;
        }
        try {
            Pattern pattern = Pattern.compile(only.get());
            List<Class<?>> chosen =
                    BENCHMARKS.stream()
                            .filter(type -> pattern.matcher(type.getSimpleName()).find())
                            .toList();
            if (chosen.isEmpty()) {
                throw new ReportException(
                        "--only %s fits no benchmark; there are %s."
                                .formatted(
                                        only.get(),
                                        BENCHMARKS.stream()
                                                .map(Class::getSimpleName)
                                                .distinct()
                                                .toList()));
            }
            return chosen;
        } catch (PatternSyntaxException e) {
            throw new ReportException(
                    "--only %s is no regular expression: %s."
                            .formatted(only.get(), e.getDescription()),
                    e);
        }
    }

    private Iterable<RunResult> run(Class<?> benchmark, int forkCount) {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("^" + Pattern.quote(benchmark.getName() + ".") + ".*")
                        .shouldFailOnError(true)
                        .forks(forkCount);
        boolean training = benchmark.equals(TrainingStepBenchmark.class);
        if (quick) {
            options.measurementIterations(QUICK_ITERATIONS).measurementTime(QUICK_TIME);
        }
        if (quick && !training) {
            options.warmupIterations(QUICK_WARMUPS).warmupTime(QUICK_TIME);
        }
        if (training) {
            options.addProfiler(GCProfiler.class);
        }
        try {
            return new Runner(
                            options.build(),
                            OutputFormatFactory.createFormatInstance(
                                    System.err, VerboseMode.NORMAL))
                    .run();
        } catch (NoBenchmarksException e) {
            throw new ReportException(
                    benchmark.getSimpleName() + " is not in this jar; build it again.", e);
        } catch (RunnerException e) {
            throw new ReportException(
                    "%s failed; the reason stands above (%s)."
                            .formatted(benchmark.getSimpleName(), e.getMessage()),
                    e);
        }
    }
}
