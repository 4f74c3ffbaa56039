package io.github.lanewise.models.safetensors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Replaces a file as a whole, or leaves it as it was. */
final class AtomicFile {
    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes the content to a temporary file beside the target, forces it to the disk and renames
     * it over the target. If anything fails the temporary file is deleted. A symbolic link is
     * followed, so that the file it points to is replaced and not the link.
     *
     * @throws SafetensorsException if the target cannot be written; whatever else {@code content}
     *     throws is passed on
     */
    static void write(Path file, Content content) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            checkTarget(file, target);
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
        } catch (IOException failure) {
            throw new SafetensorsException(
                    file, "cannot write the file: " + FileFault.reason(failure), failure);
        }
    }

    private static void checkTarget(Path file, Path target) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new SafetensorsException(
                    file, "cannot write the file: this is a folder or a device");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new SafetensorsException(file, "cannot write the file: it is write-protected");
        }
        Path folder = target.resolveSibling("");
        if (!Files.isDirectory(folder)) {
            throw new SafetensorsException(
                    file,
                    "cannot write the file: the folder "
                            + folder
                            + " does not exist, create it first");
        }
    }

    /**
     * Returns a name that no other writer uses. {@link Files#createTempFile} is not used: it would
     * make the file readable for its owner only, whatever the user's file mode mask says.
     */
    private static String temporaryName() {
        long random = ThreadLocalRandom.current().nextLong();
        return ".safetensors-" + HexFormat.of().toHexDigits(random) + ".tmp";
    }

    private static void deleteAfter(Throwable failure, Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException deleting) {
            failure.addSuppressed(deleting);
        }
    }
}
