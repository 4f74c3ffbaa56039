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
import java.util.List;
import java.util.Optional;

/** Tells of a run while it goes on: to the user, and to the files that were asked for. */
final class TrainingReport implements TrainingListener, AutoCloseable {
    private final Host host;
    private final RunDescription run;
    private final Files files;
    private Optional<MetricsFile> metrics = Optional.empty();
    private Optional<EventFile> events = Optional.empty();
    private Optional<ProgressLine> progress = Optional.empty();

    /**
     * The files to write as the run goes on.
     *
     * @param resumes whether an earlier process has begun the metrics file, and perhaps event files
     * @param metrics the metrics file
     * @param events the folder of the event file for TensorBoard
     */
    record Files(boolean resumes, Optional<Path> metrics, Optional<Path> events) {}

    /**
     * Says what the run is, and starts its clock. No file is touched yet.
     *
     * @param host where to print
     * @param quiet whether to print nothing
     */
    TrainingReport(Host host, boolean quiet, RunDescription run, Files files) {
        this.host = host;
        this.run = run;
        this.files = files;
        if (!quiet) {
            describe(host.out(), run);
            ProgressLine.Extent extent =
                    new ProgressLine.Extent(
                            run.options().epochs(),
                            run.trainingImages(),
                            run.options().selection().stop().timeLimit());
            boolean live = host.terminal().getAsBoolean();
            progress = Optional.of(new ProgressLine(host.out(), live, extent));
        }
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

    /**
     * {@inheritDoc}
     *
     * <p>Only now is it known that the run can go on: before, its files stay as they are.
     *
     * @throws OutputException if the metrics file or the event file cannot be created
     */
    @Override
    public void started(Position position) {
        List<EpochResult> results = position.results();
        metrics =
                files.metrics()
                        .map(file ->
                                files.resumes()
                                        ? MetricsFile.replace(file, run, results)
                                        : MetricsFile.create(file, run));
        events = files.events().map(EventFile::create);
        if (files.resumes()) {
            events.ifPresent(file -> file.resumed(results.size()));
        }
        if (progress.isPresent() && !position.equals(Position.START)) {
            progress.get().started(position);
            host.out()
                    .println(
                            "Going on after epoch %d and %d steps of the next."
                                    .formatted(results.size(), position.stepsOfEpoch()));
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
    void ended(RunOutcome outcome) {
        if (progress.isEmpty()) {
            return;
        }
        progress.get().leave();
        outcome.reason().ifPresent(host.out()::println);
        EpochResult chosen = outcome.chosen();
        if (run.options().selection().restoreBest() && outcome.results().contains(chosen)) {
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
        if (progress.isPresent()) {
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
        try {
            events.ifPresent(EventFile::close);
        } finally {
            metrics.ifPresent(MetricsFile::close);
        }
    }
}
