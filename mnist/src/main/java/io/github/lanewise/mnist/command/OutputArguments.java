package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.report.OutputFile;
import io.github.lanewise.mnist.tensorboard.EventFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The files that a run writes. */
final class OutputArguments {
    static final String METRICS = "--metrics";
    static final String WEIGHTS = "--out";
    private static final String TENSORBOARD = "--tensorboard";

    @Option(
            names = METRICS,
            paramLabel = "FILE",
            description = "Write JSON lines as the run goes on.")
    private Optional<Path> metrics = Optional.empty();

    @Option(
            names = WEIGHTS,
            paramLabel = "FILE",
            description = "Write the trained weights (safetensors).")
    private Optional<Path> weights = Optional.empty();

    @Option(
            names = TENSORBOARD,
            paramLabel = "DIR",
            description = "Write a new event file for TensorBoard into this folder.")
    private Optional<Path> tensorBoard = Optional.empty();

    /** The folder of the event file. */
    Optional<Path> tensorBoard() {
        return tensorBoard;
    }

    Optional<Path> metrics() {
        return metrics;
    }

    Optional<Path> weights() {
        return weights;
    }

    /**
     * Refuses files that cannot be written, before any data is read.
     *
     * @param run tells whether there is a run folder, which has the metrics
     */
    void check(RunArguments run) {
        if (metrics.isPresent() && run.isGiven()) {
            throw CommandException.usage(
                    METRICS
                            + " has no effect with --run, which writes metrics.jsonl in its folder;"
                            + " leave it out.");
        }
        named().forEach(Checks::named);
        weights.ifPresent(file -> run.requireOutside(WEIGHTS, file));
        metrics.ifPresent(file -> OutputFile.requireWritable(file, METRICS));
        weights.ifPresent(file -> OutputFile.requireReplaceable(file, WEIGHTS));
        tensorBoard.ifPresent(folder -> {
            Checks.named(TENSORBOARD, folder);
            EventFile.requireWritable(folder, TENSORBOARD);
        });
        if (metrics.isPresent()
                && weights.isPresent()
                && OutputFile.same(metrics.get(), weights.get())) {
            throw CommandException.usage(
                    METRICS + " and " + WEIGHTS + " name the same file; name two.");
        }
    }

    /** Refuses to write over the data of the run. */
    void checkAgainst(DataSource source) {
        Map<String, Path> outputs = named();
        tensorBoard.ifPresent(folder -> outputs.put(TENSORBOARD, folder));
        DataGuard.requireElsewhere(outputs, source);
    }

    private Map<String, Path> named() {
        Map<String, Path> named = new LinkedHashMap<>();
        metrics.ifPresent(file -> named.put(METRICS, file));
        weights.ifPresent(file -> named.put(WEIGHTS, file));
        return named;
    }
}
