package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private byte[] weights(String model, int seed, int threads) throws IOException {
        Path file = folder.resolve("weights");
        int status =
                Program.run(
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
                                file.toString())
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
    void anotherSeedGivesOtherBytes() throws IOException {
        assertThat(weights("lenet5", 2, 1)).isNotEqualTo(weights("lenet5", 1, 1));
    }
}
