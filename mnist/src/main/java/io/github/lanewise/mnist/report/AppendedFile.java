package io.github.lanewise.mnist.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that grows by whole records, each handed to the system at once. Of a record for which
 * there is no room nothing stays, where the system can take it back; those before stay.
 */
public final class AppendedFile implements AutoCloseable {
    private final FileChannel channel;

    /** The bytes up to the end of the last record; a pipe would not tell. */
    private long end;

    private AppendedFile(FileChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    /**
     * Creates a file, or empties it.
     *
     * @throws IOException if that is not possible
     */
    public static AppendedFile create(Path file) throws IOException {
        return empty(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * Creates a file that does not exist.
     *
     * @throws IOException if that is not possible
     */
    public static AppendedFile createNew(Path file) throws IOException {
        return empty(file, StandardOpenOption.CREATE_NEW);
    }

    private static AppendedFile empty(Path file, OpenOption... options) throws IOException {
        OpenOption[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = StandardOpenOption.WRITE;
        return new AppendedFile(FileChannel.open(file, all), 0);
    }

    /**
     * Opens a file, to add to what it holds.
     *
     * @throws IOException if that is not possible
     */
    public static AppendedFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            long size = channel.size();
            return new AppendedFile(channel.position(size), size);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Adds a record.
     *
     * @throws IOException if it cannot be written
     */
    public void append(byte[] record) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(record);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failure) {
            takeBack(failure);
            throw failure;
        }
        end += record.length;
    }

    private void takeBack(IOException failure) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
