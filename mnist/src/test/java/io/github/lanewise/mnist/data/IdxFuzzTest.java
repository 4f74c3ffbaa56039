package io.github.lanewise.mnist.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are a file of images or labels, or a fault that the message explains. */
class IdxFuzzTest {
    @TempDir static Path folder = Path.of("");

    @FuzzTest(maxDuration = "1m")
    void readsOrExplains(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        try {
            String name =
                    switch (IdxReader.read(file).rank()) {
                        case 1 -> "train-labels-idx1-ubyte";
                        case 3, 4 -> "train-images-idx3-ubyte";
                        default -> "";
                    };
            if (!name.isEmpty()) {
                IdxBytes.writeSmallMnist(folder);
                Files.write(folder.resolve(name), bytes);
                MnistFolder.load(folder);
            }
        } catch (DataException fault) {
            String message = Objects.requireNonNull(fault.getMessage());
            if (!message.contains(folder.toString()) || message.contains("\n")) {
                throw new IllegalStateException("not one sentence about the file", fault);
            }
        }
    }
}
