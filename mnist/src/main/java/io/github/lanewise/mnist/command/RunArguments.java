package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.report.OutputFile;
import io.github.lanewise.mnist.run.RunFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The folder in which a run is kept. */
final class RunArguments {
    static final String RUN = "--run";
    static final String RESUME = "--resume";
    static final String KEEP = "--keep";
    static final String CHECKPOINT_EVERY = "--checkpoint-every";
    private static final int KEPT = 2;

    @Option(
            names = RUN,
            paramLabel = "DIR",
            description =
                    "Keep the run in this folder: checkpoints, metrics, the best and the last weights.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = RESUME,
            description = "Go on with the run in the folder of --run, with its options.")
    private boolean resume;

    @Option(
            names = KEEP,
            paramLabel = "N",
            description = "Checkpoints that stay in the folder (default: " + KEPT + ").")
    private Optional<Integer> keep = Optional.empty();

    @Option(
            names = CHECKPOINT_EVERY,
            paramLabel = "N",
            description =
                    "Also write a checkpoint after each N steps (default: after epochs only).")
    private Optional<Integer> every = Optional.empty();

    /** Refuses options that make no sense. */
    void check() {
        folder.ifPresent(path -> Checks.named(RUN, path));
        keep.ifPresent(count -> Checks.atLeast(KEEP, count, 1));
        every.ifPresent(steps -> Checks.atLeast(CHECKPOINT_EVERY, steps, 1));
        if (folder.isEmpty()) {
            refuse(resume, RESUME);
            refuse(keep.isPresent(), KEEP);
            refuse(every.isPresent(), CHECKPOINT_EVERY);
        }
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw CommandException.usage(
                    option + " has no effect without --run; name the folder of the run.");
        }
    }

    /** Returns whether a folder is named. */
    boolean isGiven() {
        return folder.isPresent();
    }

    /** Refuses to write another file into the folder, which has names of its own for everything. */
    void requireOutside(String option, Path file) {
        boolean inside =
                folder.isPresent()
                        && OutputFile.same(file.toAbsolutePath().resolveSibling(""), folder.get());
        if (inside) {
            throw CommandException.usage(
                    "%s %s is in the run folder, which holds weights.safetensors anyway; leave it out, or name a file elsewhere."
                            .formatted(option, file));
        }
    }

    /**
     * Refuses a run folder among images.
     *
     * @throws DataException if the data is not there
     */
    void requireOutside(DataArguments data, Host host) throws DataException {
        if (folder.isPresent()) {
            DataGuard.requireElsewhere(Map.of(RUN, folder.get()), data.source(host));
        }
    }

    boolean resumes() {
        return resume;
    }

    /** Takes the folder for a new run, if one is named. */
    Optional<RunFolder> begin() {
        return folder.map(RunFolder::begin);
    }

    /** Takes the folder of the run to go on with. */
    RunFolder resume() {
        return RunFolder.resume(folder.orElseThrow());
    }

    int keep() {
        return keep.orElse(KEPT);
    }

    OptionalInt every() {
        return every.isPresent() ? OptionalInt.of(every.get()) : OptionalInt.empty();
    }
}
