package io.github.lanewise.mnist.tensorboard;

import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * The curves of one run for TensorBoard: a new file of {@code Event} messages (tensorflow/core,
 * event.proto and summary.proto), in which each epoch is as soon as it has ended. The step is the
 * epoch, from 1.
 */
public final class EventFile implements AutoCloseable {
    private static final String VERSION = "brain.Event:2";

    // Fields of Event, Summary and Summary.Value.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private final Path file;
    private final OutputStream out;
    private final InstantSource clock;

    private EventFile(Path file, OutputStream out, InstantSource clock) {
        this.file = file;
        this.out = out;
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
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            EventFile events = new EventFile(file, newFile(file), clock);
            events.write(events.event().string(FILE_VERSION, VERSION));
            return events;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static OutputStream newFile(Path file) throws IOException {
        Path free = file;
        for (int run = 2; ; run++) {
            try {
                return Files.newOutputStream(
                        free, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                // A second run of this process within one second.
                free = file.resolveSibling(file.getFileName() + "." + run);
            }
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
            out.write(Records.framed(event.toBytes()));
            out.flush();
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
            out.close();
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
