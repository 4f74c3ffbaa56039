package io.github.lanewise.mnist.run;

import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of a run, which belongs to one process at a time: a lock that ends with the process
 * keeps others away.
 */
public final class RunFolder implements AutoCloseable {
    /** The name of the page about a run. */
    public static final String PAGE = "report.html";

    private static final Pattern CHECKPOINT =
            Pattern.compile("checkpoint-(\\d{1,18})\\.safetensors");

    /** The name of a process, which {@link AtomicFile#process()} gives. */
    private static final Pattern PROCESS = Pattern.compile("[0-9a-f]{16}");

    private final Path path;
    private final FileChannel lockFile;

    private RunFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder for a new run, or takes one that holds none.
     *
     * @throws RunException if it holds a run or another process uses it
     * @throws OutputException if it cannot be created or written to
     */
    public static RunFolder begin(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new OutputException(
                    "The run folder %s cannot be created: %s; name another with --run."
                            .formatted(path, FileFault.reason(e)),
                    e);
        }
        RunFolder folder = locked(path);
        if (Files.exists(folder.description())) {
            folder.close();
            throw new RunException(
                    "The folder %s already holds a run; add --resume to go on with it, or name another folder with --run."
                            .formatted(path));
        }
        List<Path> written = new ArrayList<>(folder.checkpoints());
        written.addAll(
                List.of(
                        folder.options(),
                        folder.metrics(),
                        folder.best(),
                        folder.weights(),
                        folder.page()));
        for (Path file : written) {
            if (Files.exists(file)) {
                folder.close();
                throw new RunException(
                        "The folder %s holds %s, which the run would write over; name another folder with --run."
                                .formatted(path, file.getFileName()));
            }
        }
        return folder;
    }

    /**
     * Takes the folder of a run that was begun.
     *
     * @throws RunException if it holds no run or another process uses it
     * @throws OutputException if it cannot be written to
     */
    public static RunFolder resume(Path path) {
        if (Files.notExists(path.resolve(RunFile.NAME))) {
            throw new RunException(
                    "The folder %s holds no run to go on with; leave --resume out to begin one."
                            .formatted(path));
        }
        return locked(path);
    }

    private static RunFolder locked(Path path) {
        if (!Files.isWritable(path)) {
            throw new OutputException(
                    "The run folder %s is write-protected; name another with --run."
                            .formatted(path));
        }
        try {
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("run.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (lock(channel).isEmpty()) {
                channel.close();
                throw new RunException(
                        "Another process uses the run folder %s; wait for its end, or name another folder with --run."
                                .formatted(path));
            }
            return succeeding(new RunFolder(path, channel));
        } catch (IOException e) {
            throw new OutputException(
                    "The run folder %s cannot be locked: %s; mend that, or name another with --run."
                            .formatted(path, FileFault.reason(e)),
                    e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /**
     * Deletes what the process before had not yet renamed when it was killed; the lock says that it
     * is gone. Its name stands in the file of the lock. Temporary files of others stay: a report
     * may be written just now.
     */
    private static RunFolder succeeding(RunFolder folder) throws IOException {
        FileChannel lockFile = folder.lockFile;
        ByteBuffer name = ByteBuffer.allocate(AtomicFile.process().length());
        try {
            lockFile.read(name, 0);
            String before = new String(name.array(), 0, name.position(), StandardCharsets.US_ASCII);
            if (!before.equals(AtomicFile.process()) && PROCESS.matcher(before).matches()) {
                folder.deleteTemporary(before);
            }
            byte[] own = AtomicFile.process().getBytes(StandardCharsets.US_ASCII);
            lockFile.write(ByteBuffer.wrap(own), 0);
            return folder;
        } catch (IOException failure) {
            folder.close();
            throw failure;
        }
    }

    private void deleteTemporary(String process) {
        String pattern = AtomicFile.temporaryPrefix(process) + "*";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, pattern)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (DirectoryIteratorException e) {
            throw unclean(new IOException(e));
        } catch (IOException e) {
            throw unclean(e);
        }
    }

    private OutputException unclean(IOException failure) {
        close();
        return new OutputException(
                "What a killed process left in the run folder %s cannot be deleted: %s."
                        .formatted(path, FileFault.reason(failure)),
                failure);
    }

    /** Returns the folder as it was named. */
    public Path path() {
        return path;
    }

    /** Returns the file that tells what the run was started with. */
    public Path description() {
        return path.resolve(RunFile.NAME);
    }

    /** Returns the file of options that begins such a run anew. */
    public Path options() {
        return path.resolve("options.conf");
    }

    /** Returns the file of the metrics. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** Returns the file of the weights of the epoch that did best so far. */
    public Path best() {
        return path.resolve("best.safetensors");
    }

    /** Returns the file of the weights at the end of the run. */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /** Returns the file of the page about the run. */
    public Path page() {
        return path.resolve(PAGE);
    }

    /** Returns the file of the checkpoint after so many steps. */
    Path checkpoint(long steps) {
        return path.resolve("checkpoint-%09d.safetensors".formatted(steps));
    }

    /**
     * Returns the checkpoints, the newest first.
     *
     * @throws OutputException if the folder cannot be listed
     */
    public List<Path> checkpoints() {
        List<Path> checkpoints = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(path, "checkpoint-*.safetensors")) {
            for (Path file : files) {
                if (steps(file) >= 0) {
                    checkpoints.add(file);
                }
            }
        } catch (IOException e) {
            throw new OutputException(
                    "The run folder %s cannot be read: %s.".formatted(path, FileFault.reason(e)),
                    e);
        }
        checkpoints.sort(Comparator.comparingLong(RunFolder::steps).reversed());
        return checkpoints;
    }

    /**
     * Removes all checkpoints but the last ones up to a step. Later ones are removed too: that they
     * were not gone on from means that they could not be read.
     *
     * @param steps of the newest checkpoint, which is safe on the disk
     * @param keep how many stay, at least 1
     */
    void removeCheckpointsBut(int keep, long steps) {
        forceNames();
        int kept = 0;
        for (Path file : checkpoints()) {
            if (steps(file) <= steps && kept < keep) {
                kept++;
                continue;
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new OutputException(
                        "The old checkpoint %s cannot be removed: %s."
                                .formatted(file, FileFault.reason(e)),
                        e);
            }
        }
    }

    /** Puts the names of the files on the disk, where the system can; else they follow soon. */
    private void forceNames() {
        try (FileChannel names = FileChannel.open(path, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Windows opens no folders.
            return;
        }
    }

    /** Returns the number in the name of a checkpoint, or -1 where there is none. */
    private static long steps(Path file) {
        Matcher name = CHECKPOINT.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    /** Lets other processes have the folder. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
            return;
        }
    }
}
