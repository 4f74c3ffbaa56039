package io.github.lanewise.mnist.run;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.training.Learner;
import io.github.lanewise.mnist.training.ModelSelection;
import io.github.lanewise.mnist.training.Position;
import io.github.lanewise.mnist.training.RunKeeper;
import io.github.lanewise.models.WeightsFile;
import io.github.lanewise.models.file.FileFault;
import io.github.lanewise.models.safetensors.SafetensorsException;
import io.github.lanewise.models.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Keeps a run in a folder: checkpoints, the weights that did best, the weights at the end. What is
 * to be written is copied between two steps; the training does not wait for the disk.
 */
public final class KeptRun implements RunKeeper, AutoCloseable {
    private final RunFolder folder;
    private final Network network;
    private final Identity identity;
    private final Settings settings;
    private final Consumer<String> notices;
    private final BackgroundWriter writer = new BackgroundWriter();

    /**
     * What a run is.
     *
     * @param digest of options and data; a checkpoint of another digest is not gone on from
     * @param weightsMetadata what files of weights say beside them
     */
    public record Identity(String digest, Map<String, String> weightsMetadata) {
        /** Copies the metadata. */
        public Identity {
            weightsMetadata = Map.copyOf(weightsMetadata);
        }
    }

    /**
     * When to write checkpoints.
     *
     * @param keep how many stay, at least 1
     * @param every steps between two, beside those at the ends of epochs
     * @param stopping whether to write one and stop
     */
    public record Settings(int keep, OptionalInt every, BooleanSupplier stopping) {}

    /**
     * Keeps a run from now on.
     *
     * @param notices takes a sentence about a checkpoint that cannot be used
     */
    public KeptRun(
            RunFolder folder,
            Network network,
            Identity identity,
            Settings settings,
            Consumer<String> notices) {
        this.folder = folder;
        this.network = network;
        this.identity = identity;
        this.settings = settings;
        this.notices = notices;
    }

    @Override
    public Position begin(Learner learner) {
        List<Path> files = folder.checkpoints();
        for (Path file : files) {
            Optional<Checkpoint> checkpoint = Optional.empty();
            try {
                checkpoint = Optional.of(Checkpoint.read(file));
            } catch (SafetensorsException | RunException e) {
                requireDamaged(file, e);
                notices.accept(
                        "The checkpoint %s; %s."
                                .formatted(
                                        withoutStop(e),
                                        file.equals(files.getLast())
                                                ? "beginning anew"
                                                : "taking the one before"));
            }
            if (checkpoint.isPresent()) {
                return restored(file, checkpoint.get(), learner);
            }
        }
        return Position.START;
    }

    /** Nothing is known of a file that cannot be read now: it may be right, and has to stay. */
    private static void requireDamaged(Path file, RuntimeException failure) {
        if (failure.getCause() instanceof IOException e) {
            throw new RunException(
                    "The checkpoint %s cannot be read: %s; mend that, then go on with --resume."
                            .formatted(file, FileFault.reason(e)),
                    failure);
        }
    }

    private Position restored(Path file, Checkpoint checkpoint, Learner learner) {
        if (!checkpoint.run().equals(identity.digest)) {
            throw new RunException(
                    "The checkpoint %s is of another run; take it out of the folder."
                            .formatted(file));
        }
        try {
            checkpoint.restore(learner);
        } catch (IllegalArgumentException e) {
            throw new RunException(
                    "The checkpoint %s is of another version of Lanewise; begin the run anew in another folder."
                            .formatted(file),
                    e);
        }
        return checkpoint.position();
    }

    private static String withoutStop(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }

    /**
     * {@inheritDoc}
     *
     * @throws OutputException if the last one could not be written: the run ends at once, as it
     *     would be trained in vain
     */
    @Override
    public boolean isDue(long steps) {
        writer.throwFailure();
        return settings.every.isPresent() && steps % settings.every.getAsInt() == 0;
    }

    @Override
    public boolean isStopping() {
        return settings.stopping.getAsBoolean();
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is on the disk when the next one is kept, or at once if the run is stopping.
     *
     * @throws OutputException if this one or the one before could not be written
     */
    @Override
    public void keep(Learner learner, Position position) {
        Checkpoint checkpoint = Checkpoint.of(identity.digest, learner, position);
        boolean best =
                position.stepsOfEpoch() == 0 && ModelSelection.isLastBest(position.results());
        writer.write(() -> write(checkpoint, best));
        if (isStopping()) {
            writer.await();
        }
    }

    /** Writes the weights first if they are the best: else an end in between would lose them. */
    private void write(Checkpoint checkpoint, boolean best) {
        try {
            if (best) {
                SafetensorsWriter.write(
                        folder.best(), identity.weightsMetadata, checkpoint.judged());
            }
            checkpoint.write(folder.checkpoint(checkpoint.steps()));
        } catch (SafetensorsException e) {
            throw unwritten(e);
        }
        folder.removeCheckpointsBut(settings.keep, checkpoint.steps());
    }

    /**
     * Writes the weights at the end of the run.
     *
     * @throws OutputException if that is not possible
     */
    public void finish() {
        writer.await();
        try {
            WeightsFile.save(network, folder.weights(), identity.weightsMetadata);
        } catch (SafetensorsException e) {
            throw unwritten(e);
        }
    }

    /** Waits until all is written. */
    @Override
    public void close() {
        writer.close();
    }

    private static OutputException unwritten(SafetensorsException failure) {
        return new OutputException(String.valueOf(failure.getMessage()), failure);
    }
}
