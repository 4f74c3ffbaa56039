package io.github.lanewise.mnist.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The small files that {@link IdxFuzzTest} starts from. */
final class IdxSeeds {
    private static final Path FOLDER =
            Path.of(
                    "mnist/src/test/resources/io/github/lanewise/mnist/data",
                    "IdxFuzzTestInputs/readsOrExplains");

    private IdxSeeds() {}

    /** Writes the files; the working folder is that of the whole project. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FOLDER);
        byte[] labels = IdxBytes.idx(new byte[] {0, 9, 3, 3, 1}, 5);
        byte[] images = IdxBytes.idx(IdxBytes.random(5 * 12, 1), 5, 4, 3);
        keep("labels", labels);
        keep("images", images);
        keep("channels", IdxBytes.idx(IdxBytes.random(5 * 36, 1), 5, 3, 4, 3));
        keep("labels.gz", IdxBytes.gzip(labels));
        keep("images.gz", IdxBytes.gzip(images));
        keep("members.gz", IdxBytes.concat(IdxBytes.gzip(labels), IdxBytes.gzip(new byte[0])));
        keep("zeros.gz", IdxBytes.gzip(IdxBytes.idx(new byte[3000], 1, 3, 20, 50)));
        keep("empty", IdxBytes.idx(new byte[0], 0, 4, 3));
        keep("label-above-9", IdxBytes.idx(new byte[] {0, 9, 3, 3, 10}, 5));
        keep("truncated", Arrays.copyOf(images, 30));
        keep("truncated.gz", Arrays.copyOf(IdxBytes.gzip(images), 40));
        keep("left-over", IdxBytes.concat(labels, new byte[1]));
        keep("left-over.gz", IdxBytes.concat(IdxBytes.gzip(labels), new byte[9]));
        keep("floats", IdxBytes.idx(0x0d, new byte[8], 2));
        keep("huge", IdxBytes.idx(new byte[4], 1 << 30, 1 << 30));
        keep("huge.gz", IdxBytes.gzip(IdxBytes.idx(new byte[4], Integer.MAX_VALUE)));
    }

    private static void keep(String name, byte[] bytes) throws IOException {
        Files.write(FOLDER.resolve(name), bytes);
    }
}
