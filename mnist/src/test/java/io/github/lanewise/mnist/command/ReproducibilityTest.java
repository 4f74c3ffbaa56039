package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program, from files to files, byte for byte. */
class ReproducibilityTest {
    @TempDir private Path folder;

    /** 299 images in batches of 70: the last of 5 steps has 19 images, one lane group not full. */
    @BeforeEach
    void writeDigits() throws IOException {
        DigitFolder.write(folder.resolve("data"), 299, 10);
    }

    private byte[] weights(String model, int seed, int threads, String... more) throws IOException {
        Path file = folder.resolve("weights");
        int status =
                Program.run(
                                Stream.concat(
                                                Stream.of(
                                                        "train",
                                                        "--data",
                                                        folder.resolve("data").toString(),
                                                        "--model",
                                                        model,
                                                        "--epochs",
                                                        "2",
                                                        "--batch",
                                                        "70",
                                                        "--seed",
                                                        Integer.toString(seed),
                                                        "--threads",
                                                        Integer.toString(threads),
                                                        "--clip-norm",
                                                        "2",
                                                        "--out",
                                                        file.toString()),
                                                Stream.of(more))
                                        .toArray(String[]::new))
                        .status();
        assertThat(status).isZero();
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "lenet5-1998", "vgg28"})
    void anyNumberOfThreadsGivesTheSameBytes(String model) throws IOException {
        byte[] one = weights(model, 1, 1);
        assertThat(weights(model, 1, 1)).isEqualTo(one);
        for (int threads : new int[] {2, 3, 8, 8}) {
            assertThat(weights(model, 1, threads)).as("%d threads", threads).isEqualTo(one);
        }
    }

    @Test
    void augmentationGivesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        String[] some = {
            "--shift", "2", "--rotate=10", "--scale=.1", "--shear=.1", "--elastic", "20"
        };
        byte[] one = weights("lenet5", 1, 1, some);
        assertThat(one).isNotEqualTo(weights("lenet5", 1, 1));
        for (int threads : new int[] {1, 2, 3}) {
            assertThat(weights("lenet5", 1, threads, some)).as("%d", threads).isEqualTo(one);
        }
    }

    @Test
    void anotherSeedGivesOtherBytes() throws IOException {
        assertThat(weights("lenet5", 2, 1)).isNotEqualTo(weights("lenet5", 1, 1));
    }
}
