package io.github.lanewise.mnist.download;

import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * What has come of a file so far, under the file's name and {@code .part}. Beside it a note says
 * which address it came from and by which version, so that a later download can go on; the note is
 * locked, so that no two downloads write into one part.
 */
final class PartFile implements AutoCloseable {
    private static final String PART = ".part";
    private static final String NOTE = ".part.from";
    private static final int MAXIMUM_NOTE_BYTES = 1 << 16;

    private final Path target;
    private final Path path;
    private final Path note;
    private final FileChannel bytes;
    private final FileChannel origin;
    private boolean committed;

    private PartFile(Path target, FileChannel bytes, FileChannel origin) {
        this.target = target;
        this.bytes = bytes;
        this.origin = origin;
        path = beside(target, PART);
        note = beside(target, NOTE);
    }

    /**
     * Opens the part of a file, or begins one.
     *
     * @throws OutputException if that is not possible, or if another download is at it
     */
    static PartFile of(Path target) {
        try {
            FileChannel origin = lockedNote(target);
            try {
                FileChannel bytes = open(beside(target, PART));
                bytes.position(bytes.size());
                return new PartFile(target, bytes, origin);
            } catch (IOException failure) {
                origin.close();
                throw failure;
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Opens and locks the note. The download before may have deleted it between the two: then the
     * lock keeps nobody away, and there may be another note of that name.
     */
    private static FileChannel lockedNote(Path target) throws IOException {
        Path note = beside(target, NOTE);
        while (true) {
            FileChannel channel = open(note);
            Optional<Object> opened = key(note);
            if (!locked(channel)) {
                channel.close();
                throw new OutputException(
                        "Another download writes %s just now; wait for its end or name another folder with --data."
                                .formatted(target));
            }
            if (Files.exists(note) && key(note).equals(opened)) {
                return channel;
            }
            channel.close();
        }
    }

    /** What tells a file from another of the same name; nothing where the system has no such. */
    private static Optional<Object> key(Path file) throws IOException {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).isPresent();
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    Path path() {
        return path;
    }

    /** Returns how many bytes have come. */
    long size() {
        try {
            return bytes.size();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Returns the version that the server named, an ETag or a date, if it named one. */
    Optional<String> version() {
        return noted(1);
    }

    /** Whether what has come is from this address, so that the rest can follow. */
    boolean isFrom(URI address) {
        return size() > 0 && noted(0).equals(Optional.of(address.toString()));
    }

    private Optional<String> noted(int line) {
        try {
            ByteBuffer text =
                    ByteBuffer.allocate((int) Math.min(origin.size(), MAXIMUM_NOTE_BYTES));
            int read = 0;
            while (text.hasRemaining() && read >= 0) {
                read = origin.read(text, text.position());
            }
            List<String> lines =
                    new String(text.array(), 0, text.position(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return lines.stream().skip(line).findFirst().filter(value -> !value.isEmpty());
        } catch (IOException e) {
            throw unwritable(note, e);
        }
    }

    /** Begins again from nothing, with the address and version of what is going to come. */
    void begin(URI address, Optional<String> version) {
        clear();
        String text = address + "\n" + version.orElse("") + "\n";
        try {
            write(origin, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unwritable(note, e);
        }
    }

    /** Forgets all that has come. */
    void clear() {
        try {
            bytes.truncate(0);
            origin.truncate(0);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Adds what has come. */
    void append(ByteBuffer more) {
        try {
            write(bytes, more);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    /** Gives the complete file its name, in one step. */
    void commit() {
        try {
            bytes.force(true);
            bytes.close();
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Closes the part; one that holds nothing goes, while the lock still keeps others from it. */
    @Override
    public void close() {
        try (origin) {
            boolean empty = bytes.isOpen() && bytes.size() == 0;
            bytes.close();
            if (empty || committed) {
                Files.deleteIfExists(path);
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static OutputException unwritable(Path file, IOException failure) {
        return new OutputException(
                "%s cannot be written: %s; mend that, or name another folder with --data, then start again."
                        .formatted(file, FileFault.reason(failure)),
                failure);
    }
}
