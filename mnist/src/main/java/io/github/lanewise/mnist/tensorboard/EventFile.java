package io.github.lanewise.mnist.tensorboard;

import io.github.lanewise.mnist.report.AppendedFile;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The curves of one run for TensorBoard: a new file of {@code Event} messages (tensorflow/core,
 * event.proto and summary.proto), in which each epoch is as soon as it has ended. The step is the
 * epoch, from 1.
 */
public final class EventFile implements AutoCloseable {
    private static final String VERSION = "brain.Event:2";

    // Fields of Event, Summary, Summary.Value and SessionLog.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int STATUS = 1;

    /** The value of {@code SessionLog.SessionStatus} that says that a process begins. */
    private static final int START = 1;

    private final Path file;
    private final AppendedFile records;
    private final InstantSource clock;

    private EventFile(Path file, AppendedFile records, InstantSource clock) {
        this.file = file;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Refuses a folder in which no file can be made. Nothing is written.
     *
     * @param option the option that named the folder, for the message
     * @throws OutputException if it, or where it would be made, is no folder or write-protected
     */
    public static void requireWritable(Path folder, String option) {
        Path at = folder.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        if (!Files.isDirectory(at)) {
            throw new OutputException(
                    "%s %s cannot be used: %s is not a folder; name another folder."
                            .formatted(option, folder, at));
        }
        if (!Files.isWritable(at)) {
            throw new OutputException(
                    "%s %s cannot be used: the folder %s is write-protected; name another folder."
                            .formatted(option, folder, at));
        }
    }

    /**
     * Begins a file with a name of its own, and makes its folder where there is none.
     *
     * @throws OutputException if that is not possible
     */
    public static EventFile create(Path folder) {
        return create(folder, InstantSource.system());
    }

    static EventFile create(Path folder, InstantSource clock) {
        // The part of the name that TensorBoard looks for is "tfevents"; it reads the files of a
        // folder in the order of their names.
        String name =
                "events.out.tfevents.%010d.%s.%d.lanewise"
                        .formatted(
                                clock.millis() / 1000, hostName(), ProcessHandle.current().pid());
        EventFile events = empty(folder.resolve(name), clock);
        try {
            events.write(events.event().string(FILE_VERSION, VERSION));
            return events;
        } catch (OutputException failure) {
            events.withdraw(failure);
            throw failure;
        }
    }

    private static EventFile empty(Path file, InstantSource clock) {
        Path free = file;
        try {
            Files.createDirectories(file.resolveSibling(""));
            for (int run = 2; ; run++) {
                try {
                    return new EventFile(free, AppendedFile.createNew(free), clock);
                } catch (FileAlreadyExistsException e) {
                    // A second run of this process within one second.
                    free = file.resolveSibling(file.getFileName() + "." + run);
                }
            }
        } catch (IOException e) {
            throw unwritable(free, e);
        }
    }

    private void withdraw(OutputException failure) {
        try {
            records.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Says that the run goes on behind some epochs. What earlier files tell of later ones is out of
     * date then, and TensorBoard drops it (its event_accumulator.py, {@code _Purge}: steps from
     * that of the event on).
     *
     * @param epochs that are complete
     * @throws OutputException if it cannot be written
     */
    public void resumed(int epochs) {
        Message start = new Message().int64(STATUS, START);
        write(event().int64(STEP, epochs + 1L).message(SESSION_LOG, start));
    }

    /**
     * Writes the result of an epoch.
     *
     * @throws OutputException if it cannot be written
     */
    public void epoch(EpochResult result) {
        Message summary = new Message();
        scalar(summary, "loss/train", result.training().loss());
        result.validation().ifPresent(score -> scalar(summary, "loss/validation", score.loss()));
        scalar(summary, "loss/test", result.test().loss());
        scalar(summary, "accuracy/train", result.training().accuracy());
        result.validation()
                .ifPresent(score -> scalar(summary, "accuracy/validation", score.accuracy()));
        scalar(summary, "accuracy/test", result.test().accuracy());
        scalar(summary, "learning_rate", result.learningRate());
        scalar(summary, "images_per_second", result.imagesPerSecond());
        write(event().int64(STEP, result.epoch()).message(SUMMARY, summary));
    }

    private static void scalar(Message summary, String tag, double value) {
        summary.message(VALUE, new Message().string(TAG, tag).real32(SIMPLE_VALUE, (float) value));
    }

    private Message event() {
        return new Message().real64(WALL_TIME, clock.millis() / 1e3);
    }

    private void write(Message event) {
        try {
            records.append(Records.framed(event.toBytes()));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Closes the file.
     *
     * @throws OutputException if that fails
     */
    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static OutputException unwritable(Path file, IOException failure) {
        return new OutputException(
                "The event file %s cannot be written: %s; name another folder with --tensorboard."
                        .formatted(file, FileFault.reason(failure)),
                failure);
    }
}
