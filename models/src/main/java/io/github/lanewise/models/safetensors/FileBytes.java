package io.github.lanewise.models.safetensors;

import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of an open file, read by position, so that threads do not disturb each other. */
final class FileBytes implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private FileBytes(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a regular file; a pipe or a device has no size and no positions.
     *
     * @throws SafetensorsException if the file is missing, not regular or not readable
     */
    static FileBytes open(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (!Files.isRegularFile(file)) {
                throw new SafetensorsException(
                        file, "cannot read the file: this is a folder or a device");
            }
            return new FileBytes(file, FileChannel.open(file, StandardOpenOption.READ));
        } catch (IOException failure) {
            throw cannotRead(file, failure);
        }
    }

    Path file() {
        return file;
    }

    /** Returns the size of the file in bytes. */
    long size() {
        try {
            return channel.size();
        } catch (IOException failure) {
            throw cannotRead(file, failure);
        }
    }

    /** Reads bytes into a new array; the caller has checked that the file is that long. */
    byte[] read(long position, int count) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(count);
            readFully(bytes, position);
            return bytes.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /**
     * Fills a native segment.
     *
     * @throws SafetensorsException if the file ends before the segment is full or cannot be read
     * @throws IllegalStateException if the file is closed
     */
    void readFully(MemorySegment segment, long position) {
        if (!channel.isOpen()) {
            throw new IllegalStateException(file + " is closed and can no longer be read.");
        }
        ByteBuffer buffer = segment.asByteBuffer();
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new SafetensorsException(
                            file, "the file became shorter after it was opened");
                }
            }
        } catch (IOException failure) {
            throw cannotRead(file, failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw cannotRead(file, failure);
        }
    }

    private static SafetensorsException cannotRead(Path file, IOException failure) {
        return new SafetensorsException(
                file, "cannot read the file: " + FileFault.reason(failure), failure);
    }
}
