package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.platform.JvmClock;
import io.github.lanewise.mnist.report.MetricsFile;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.report.ProgressLine;
import io.github.lanewise.mnist.report.RunDescription;
import io.github.lanewise.mnist.tensorboard.EventFile;
import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.mnist.training.Position;
import io.github.lanewise.mnist.training.RunOutcome;
import io.github.lanewise.mnist.training.TrainingListener;
import io.github.lanewise.mnist.training.TrainingOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Tells of a run while it goes on: to the user, and to the files that were asked for. */
final class TrainingReport implements TrainingListener, AutoCloseable {
    private final Host host;
    private final boolean quiet;
    private final Optional<MetricsFile> metrics;
    private Optional<EventFile> events = Optional.empty();
    private Optional<ProgressLine> progress = Optional.empty();

    /**
     * Creates the metrics file.
     *
     * @param host where to print
     * @param quiet whether to print nothing
     * @param metrics where to write metrics
     * @throws OutputException if the file cannot be created
     */
    TrainingReport(Host host, boolean quiet, Optional<Path> metrics) {
        this.host = host;
        this.quiet = quiet;
        this.metrics = metrics.map(MetricsFile::create);
    }

    /**
     * Has the run written for TensorBoard too.
     *
     * @throws OutputException if no file can be created in the folder
     */
    void writeEvents(Path folder) {
        events = Optional.of(EventFile.create(folder));
    }

    /** Says what the run is, and starts its clock. */
    void begin(RunDescription run) {
        metrics.ifPresent(file -> file.run(run));
        if (quiet) {
            return;
        }
        describe(host.out(), run);
        ProgressLine.Extent extent =
                new ProgressLine.Extent(run.options().epochs(), run.trainingImages());
        progress =
                Optional.of(new ProgressLine(host.out(), host.terminal().getAsBoolean(), extent));
    }

    private static void describe(PrintWriter out, RunDescription run) {
        TrainingOptions options = run.options();
        out.println(run.source().reason());
        out.println(
                "%s: %s training images, %s%s test images"
                        .formatted(
                                run.data().description(),
                                Numbers.count(run.trainingImages()),
                                run.heldOut() == 0
                                        ? ""
                                        : Numbers.count(run.heldOut()) + " validation images, ",
                                Numbers.count(run.data().test().count())));
        out.println(
                "%s, %s with %s learning rate of %s, batch %d, seed %d, %s, %d lanes"
                        .formatted(
                                options.model().name(),
                                options.update().optimizer().name(),
                                options.update().schedule().commandName(),
                                options.update().learningRate(),
                                options.batch(),
                                options.seed(),
                                options.threads() == 1
                                        ? "1 thread"
                                        : options.threads() + " threads",
                                run.lanes()));
        if (options.update().labelSmoothing() > 0) {
            out.println("Labels smoothed by " + options.update().labelSmoothing() + ".");
        }
        if (options.update().averageDecay() > 0) {
            out.println(
                    "Weights averaged with decay %s; tests are of the average."
                            .formatted(options.update().averageDecay()));
        }
        if (!options.augmentation().isNone()) {
            out.println("Augmentation: " + options.augmentation().description() + ".");
        }
    }

    @Override
    public void resumed(Position position) {
        metrics.ifPresent(file -> position.results().forEach(file::epoch));
        progress.ifPresent(line -> line.resumed(position));
        if (!quiet) {
            host.out()
                    .println(
                            "Going on after epoch %d and %d steps of the next."
                                    .formatted(position.results().size(), position.stepsOfEpoch()));
        }
    }

    @Override
    public void step(int epoch, long images, double lossSum) {
        if (progress.isPresent()) {
            progress.get().step(epoch, images, lossSum);
        }
    }

    @Override
    public void epoch(EpochResult result) {
        progress.ifPresent(line -> line.epoch(result));
        metrics.ifPresent(file -> file.epoch(result));
        events.ifPresent(file -> file.epoch(result));
    }

    /** Says why the run ended before its last epoch, if it did, and whose weights it leaves. */
    void ended(TrainingOptions options, RunOutcome outcome) {
        progress.ifPresent(ProgressLine::leave);
        if (quiet) {
            return;
        }
        outcome.reason().ifPresent(host.out()::println);
        EpochResult chosen = outcome.chosen();
        if (options.selection().restoreBest() && outcome.results().contains(chosen)) {
            host.out()
                    .println(
                            "The weights are those of epoch %d, the best on the %s images."
                                    .formatted(
                                            chosen.epoch(),
                                            chosen.validation().isPresent()
                                                    ? "validation"
                                                    : "test"));
        }
    }

    /** Says how good the weights are, which are written now. */
    void end(RunOutcome outcome) {
        double seconds = JvmClock.secondsSinceStart();
        if (!quiet) {
            host.out()
                    .println(
                            "Test accuracy %s, %s after the start of the JVM."
                                    .formatted(
                                            Numbers.percent(outcome.chosen().test().accuracy()),
                                            Numbers.seconds(seconds)));
        }
        metrics.ifPresent(file -> file.end(outcome, seconds));
    }

    /** Closes the files. */
    @Override
    public void close() {
        events.ifPresent(EventFile::close);
        metrics.ifPresent(MetricsFile::close);
    }
}
