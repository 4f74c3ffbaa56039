package io.github.lanewise.bench;

import io.github.lanewise.bench.report.CommandLines;
import io.github.lanewise.bench.report.Launcher;
import io.github.lanewise.bench.report.MarkdownTable;
import io.github.lanewise.bench.report.ProgramRun;
import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.report.Statistics;
import io.github.lanewise.mnist.report.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs {@code lanewise train} as a user does, in a JVM per run, and reads its metrics. */
@Command(
        name = "whole-program",
        description =
                "Runs the program for several seeds, or with --starts many times over, and prints a"
                        + " table in Markdown; progress goes to stderr.")
public final class WholeProgram implements Callable<Integer> {
    private static final int SEED_EPOCHS = 5;
    private static final int START_EPOCHS = 3;

    @Option(
            names = "--launcher",
            paramLabel = "FILE",
            description = "The program; default ./lanewise.")
    private Path launcher = Path.of("lanewise");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with the four MNIST files.")
    private Path data = Path.of("");

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Trains with the seeds 1 to N; default 5.")
    private int seeds = 5;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "Instead, trains N times with seed 1 and compares the last epochs.")
    private Optional<Integer> starts = Optional.empty();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs of a run; default 5, with --starts 3.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a run; default 2.")
    private int threads = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
    private boolean help;

    private WholeProgram() {}

    /** Runs the program as the arguments say. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new WholeProgram(), arguments));
    }

    @Override
    public Integer call() {
        int epochCount = epochs.orElse(starts.isPresent() ? START_EPOCHS : SEED_EPOCHS);
        int runCount = starts.orElse(seeds);
        if (epochCount < 2) {
            throw new ReportException(
                    "--epochs %d is too few: the first is a warm-up, so take 2 or more."
                            .formatted(epochCount));
        }
        if (runCount < 1 || threads < 1) {
            throw new ReportException("--seeds, --starts and --threads take 1 or more.");
        }
        Launcher program = new Launcher(launcher, data, threads);
        List<ProgramRun> runs = new ArrayList<>();
        for (int i = 1; i <= runCount; i++) {
            String seed = Integer.toString(starts.isPresent() ? 1 : i);
            ProgramRun run =
                    program.train(
                            List.of("--epochs", Integer.toString(epochCount), "--seed", seed));
            System.err.println(
                    "run %d of %d: %s, %s images/s in the last epoch"
                            .formatted(
                                    i,
                                    runCount,
                                    Numbers.percent(run.testAccuracy()),
                                    speed(run.imagesPerSecondOfTheLast())));
            runs.add(run);
        }
        System.out.println(starts.isPresent() ? startsReport(runs) : seedsReport(runs));
        return 0;
    }

    private static String seedsReport(List<ProgramRun> runs) {
        MarkdownTable table =
                new MarkdownTable(
                        "seed",
                        "test accuracy",
                        "images/s after the first epoch",
                        "slowest of these epochs",
                        "since the start of the JVM");
        for (int i = 0; i < runs.size(); i++) {
            ProgramRun run = runs.get(i);
            table.row(
                    Integer.toString(i + 1),
                    Numbers.percent(run.testAccuracy()),
                    speed(run.imagesPerSecondAfterTheFirst()),
                    speed(run.slowestAfterTheFirst()),
                    Numbers.seconds(run.seconds()));
        }
        return table.toString();
    }

    private static String startsReport(List<ProgramRun> runs) {
        MarkdownTable table = new MarkdownTable("start", "images/s of the last epoch");
        double[] speeds = new double[runs.size()];
        for (int i = 0; i < speeds.length; i++) {
            speeds[i] = runs.get(i).imagesPerSecondOfTheLast();
            table.row(Integer.toString(i + 1), speed(speeds[i]));
        }
        double median = Statistics.median(speeds);
        double slowest = Statistics.smallest(speeds);
        table.row("median", speed(median));
        table.row("slowest", speed(slowest));
        table.row("slowest / median", Numbers.percent(slowest / median));
        return table.toString();
    }

    private static String speed(double imagesPerSecond) {
        return Numbers.count(Math.round(imagesPerSecond));
    }
}
