package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class IdxRoundTripTest {
    private Path file = Path.of("");

    @BeforeProperty
    void createFile() throws IOException {
        file = Files.createTempFile("lanewise-idx", ".gz");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 200)
    void readsBackWhatWasWritten(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 12) Integer> dimensions,
            @ForAll long seed,
            @ForAll boolean compressed)
            throws IOException {
        int[] extents = dimensions.stream().mapToInt(Integer::intValue).toArray();
        byte[] values =
                IdxBytes.random(Arrays.stream(extents).reduce(1, Math::multiplyExact), seed);
        byte[] raw = IdxBytes.idx(values, extents);

        Files.write(file, compressed ? IdxBytes.gzip(raw) : raw);
        IdxFile read = IdxReader.read(file);

        assertThat(read.shape()).isEqualTo(IdxFile.shape(extents));
        assertThat(read.values()).isEqualTo(values);
    }
}
