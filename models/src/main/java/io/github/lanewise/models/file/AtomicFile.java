package io.github.lanewise.models.file;

import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Replaces a file as a whole, or leaves it as it was. */
public final class AtomicFile {
    /** Drawn once: no other process has it, as one may have the number of this process. */
    private static final String PROCESS = random();

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @throws IOException if that is not possible
         */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** A target that no file can be written to; the message is the end of a sentence. */
    static final class Refusal extends IOException {
        @Serial private static final long serialVersionUID = 1;

        private Refusal(String reason) {
            super(reason);
        }
    }

    /**
     * Writes the content to a temporary file beside the target, forces it to the disk and renames
     * it over the target. If anything fails the temporary file is deleted. A symbolic link is
     * followed, so that the file it points to is replaced and not the link.
     *
     * @throws IOException if the target cannot be written, for a reason that {@link FileFault}
     *     words; whatever else {@code content} throws is passed on
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        checkTarget(target);
        Path temporary = target.resolveSibling(temporaryName());
        FileChannel channel =
                FileChannel.open(
                        temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            try (channel) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error failure) {
            deleteAfter(failure, temporary);
            throw failure;
        }
    }

    /**
     * Writes a file, as {@link #write(Path, Content)} does.
     *
     * @throws IOException if the target cannot be written, for a reason that {@link FileFault}
     *     words
     */
    public static void write(Path file, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        write(
                file,
                channel -> {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                });
    }

    /** Returns what tells this process from all others: 16 hexadecimal digits. */
    public static String process() {
        return PROCESS;
    }

    /**
     * Returns what the names of temporary files of a process begin with. Where one ended early they
     * are all that it may have left.
     *
     * @param process its {@link #process()}
     */
    public static String temporaryPrefix(String process) {
        return ".lanewise-" + process + "-";
    }

    private static void checkTarget(Path target) throws Refusal {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new Refusal("this is a folder or a device");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new Refusal("it is write-protected");
        }
        Path folder = target.resolveSibling("");
        if (!Files.isDirectory(folder)) {
            throw new Refusal("the folder " + folder + " does not exist, create it first");
        }
    }

    /**
     * Returns a name that no other writer uses. {@link Files#createTempFile} is not used: it would
     * make the file readable for its owner only, whatever the user's file mode mask says.
     */
    private static String temporaryName() {
        return temporaryPrefix(PROCESS) + random() + ".tmp";
    }

    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static void deleteAfter(Throwable failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException deleting) {
            failure.addSuppressed(deleting);
        }
    }
}
