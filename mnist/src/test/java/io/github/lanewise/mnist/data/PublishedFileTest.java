package io.github.lanewise.mnist.data;

import static io.github.lanewise.mnist.data.IdxBytes.concat;
import static io.github.lanewise.mnist.data.IdxBytes.gzip;
import static io.github.lanewise.mnist.data.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFileTest {
    private static final byte[] RIGHT = idx(IdxBytes.random(5 * 12, 1), 5, 4, 3);
    private static final PublishedFile IMAGES =
            new PublishedFile(
                    "train-images-idx3-ubyte",
                    List.of(5, 4, 3),
                    Optional.of(HexFormat.of().formatHex(Digests.sha256(RIGHT))));

    @TempDir private Path folder;

    private String fault(byte[] content) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, content);
        return IMAGES.fault(file).orElse("");
    }

    @Test
    void takesTheContentRawOrCompressed() throws IOException {
        assertThat(fault(RIGHT)).isEmpty();
        assertThat(fault(gzip(RIGHT))).isEmpty();
        assertThat(IMAGES.length()).isEqualTo(RIGHT.length);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        byte[] compressed = gzip(RIGHT);
        assertThat(fault(idx(IdxBytes.random(5 * 12, 2), 5, 4, 3)))
                .startsWith("has content with the SHA-256 digest");
        assertThat(fault(gzip(idx(new byte[60], 5, 3, 4))))
                .isEqualTo("does not begin as an IDX file of 5 × 4 × 3 unsigned bytes");
        assertThat(fault(Arrays.copyOf(RIGHT, 40))).isEqualTo("is truncated: it lacks 36 bytes");
        assertThat(fault(Arrays.copyOf(compressed, compressed.length - 1)))
                .isEqualTo("is truncated: its gzip data ends too early");
        assertThat(fault(gzip(concat(RIGHT, new byte[1]))))
                .isEqualTo("holds bytes left over after 5 × 4 × 3");
        assertThat(fault(concat(compressed, new byte[3])))
                .isEqualTo("holds bytes after the end of its gzip data");
        assertThat(fault(new byte[0])).isNotEmpty();
        assertThat(fault(new byte[10_000])).isEqualTo("is too long");
        assertThat(IMAGES.fault(folder).orElse("")).isEqualTo("is no ordinary file");
    }
}
