package io.github.lanewise.mnist.data;

import static io.github.lanewise.mnist.data.IdxBytes.concat;
import static io.github.lanewise.mnist.data.IdxBytes.gzip;
import static io.github.lanewise.mnist.data.IdxBytes.idx;
import static io.github.lanewise.mnist.data.IdxBytes.random;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    private static final byte[] SMALL = idx(random(2 * 3 * 4, 1), 2, 3, 4);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("digits-idx3-ubyte");
    }

    private void assertFault(byte[] content, String... parts) throws IOException {
        Files.write(file, content);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .satisfies(fault ->
                        assertThat(fault.getMessage()).startsWith(file + " ").contains(parts));
    }

    @Test
    void readsDimensionsAndValues() throws IOException {
        Files.write(file, SMALL);
        IdxFile idx = IdxReader.read(file);
        assertThat(idx.shape()).isEqualTo("2 × 3 × 4");
        assertThat(idx.rank()).isEqualTo(3);
        assertThat(idx.dimension(2)).isEqualTo(4);
        assertThat(idx.values()).isEqualTo(random(24, 1));
    }

    @Test
    void joinsTheMembersOfAGzipFile() throws IOException {
        byte[] head = Arrays.copyOf(SMALL, 20);
        byte[] rest = Arrays.copyOfRange(SMALL, 20, SMALL.length);
        Files.write(file, concat(gzip(head), gzip(rest)));
        assertThat(IdxReader.read(file).values()).isEqualTo(random(24, 1));
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> IdxReader.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " does not exist; check the name of the folder");
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> IdxReader.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + " cannot be read");
    }

    @Test
    void refusesWrongMagicNumbers() throws IOException {
        assertFault("<!DOCTYPE html>".getBytes(US_ASCII), "wrong magic number 0x3c21444f");
        assertFault(idx(0x07, new byte[1], 1), "wrong magic number 0x00000701");
        assertFault(new byte[] {0, 0, 8, 0, 1}, "wrong magic number 0x00000800");
        assertFault(idx(new byte[1], 1, 1, 1, 1, 1), "wrong magic number 0x00000805");
        assertFault(gzip("plain text".getBytes(US_ASCII)), "wrong magic number 0x706c6169");
    }

    @Test
    void namesAnUnsupportedElementType() throws IOException {
        assertFault(idx(0x0d, new byte[4], 1), "32-bit float (0x0d)", "convert them");
        assertFault(idx(0x09, new byte[1], 1), "signed byte (0x09)");
        assertFault(idx(0x0b, new byte[2], 1), "16-bit integer (0x0b)");
        assertFault(idx(0x0c, new byte[4], 1), "32-bit integer (0x0c)");
        assertFault(gzip(idx(0x0e, new byte[8], 1)), "64-bit float (0x0e)");
    }

    @Test
    void saysWhatIsMissingFromATruncatedFile() throws IOException {
        assertFault(new byte[0], "holds 0 bytes where an IDX file begins with 4");
        assertFault(Arrays.copyOf(SMALL, 9), "ends inside its header");
        assertFault(
                Arrays.copyOf(SMALL, SMALL.length - 5),
                "announces 2 × 3 × 4 bytes, but only 19 are there; download or copy it again");
        assertFault(
                gzip(Arrays.copyOf(SMALL, SMALL.length - 5)),
                "announces 2 × 3 × 4 bytes, but only 19 are there");
        byte[] packed = gzip(SMALL);
        assertFault(Arrays.copyOf(packed, packed.length - 20), "gzip data ends too early");
    }

    @Test
    void refusesAnyTruncationWithADataException() throws IOException {
        for (byte[] whole : List.of(SMALL, gzip(SMALL))) {
            for (int length = 0; length < whole.length; length++) {
                assertFault(Arrays.copyOf(whole, length), "truncated");
            }
        }
    }

    @Test
    void readsOrRefusesAnyDamage() throws IOException {
        for (byte[] whole : List.of(SMALL, gzip(SMALL))) {
            for (int position = 0; position < whole.length; position++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] damaged = whole.clone();
                    damaged[position] ^= (byte) (1 << bit);
                    Files.write(file, damaged);
                    try {
                        assertThat(IdxReader.read(file).values()).hasSize(24);
                    } catch (DataException fault) {
                        assertThat(fault).hasMessageStartingWith(file + " ");
                    }
                }
            }
        }
    }

    @Test
    void refusesDamagedGzip() throws IOException {
        byte[] packed = gzip(SMALL);
        packed[packed.length - 6] ^= 1;
        assertFault(packed, "damaged", "gzip data is not valid");
    }

    @Test
    void refusesBytesLeftOver() throws IOException {
        assertFault(concat(SMALL, new byte[1]), "left over after the 2 × 3 × 4", "again");
        assertFault(gzip(concat(SMALL, new byte[1])), "left over after the 2 × 3 × 4");
        assertFault(concat(gzip(SMALL), gzip(new byte[1])), "left over after the 2 × 3 × 4");
        for (int extra : new int[] {1, 10, 18, 19, 100, 70_000}) {
            assertFault(
                    concat(gzip(SMALL), new byte[extra]),
                    extra + " bytes after the end of its gzip");
        }
    }

    @Test
    void refusesAbsurdDimensions() throws IOException {
        assertFault(idx(new byte[1], -1), "extent of 4294967295 in dimension 0");
        assertFault(
                idx(new byte[1], 1 << 16, 1 << 16), "65536 × 65536 values, more than one array");
        // The product is 2^64, which is 0 in 64 bits.
        assertFault(idx(new byte[0], 1 << 16, 1 << 16, 1 << 16, 1 << 16), "more than one array");
        assertFault(idx(new byte[0], Integer.MAX_VALUE), "more than one array");
        assertFault(gzip(idx(new byte[1], 60_000, 28, 28)), "bytes of gzip cannot hold");
    }

    @Test
    void allocatesByTheSizeOfTheFileAndNotByTheHeader() throws Exception {
        byte[] claim = idx(random(100_000, 1), 90_000, 1000);
        assertFault(claim, "truncated");
        assertFault(gzip(claim), "truncated");
        for (byte[] content : List.of(claim, gzip(claim))) {
            Files.write(file, content);
            long before = allocatedByThisThread();
            assertThatThrownBy(() -> IdxReader.read(file)).isInstanceOf(DataException.class);
            assertThat(allocatedByThisThread() - before).isLessThan(20L * content.length);
        }
    }

    @Test
    void growsForContentThatShrinksMuchMoreThanImages() throws IOException {
        Files.write(file, gzip(idx(new byte[3_000_000], 3000, 1000)));
        assertThat(IdxReader.read(file).values()).isEqualTo(new byte[3_000_000]);
    }

    /** By reflection, as the module under test has no need to read the management modules. */
    private static long allocatedByThisThread() throws ReflectiveOperationException {
        Object threads =
                Class.forName("java.lang.management.ManagementFactory")
                        .getMethod("getThreadMXBean")
                        .invoke(null);
        return (long)
                Class.forName("com.sun.management.ThreadMXBean")
                        .getMethod("getCurrentThreadAllocatedBytes")
                        .invoke(threads);
    }
}
