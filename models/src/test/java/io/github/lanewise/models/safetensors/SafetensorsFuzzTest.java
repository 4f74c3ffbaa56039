package io.github.lanewise.models.safetensors;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.WeightsException;
import io.github.lanewise.models.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are a file whose tensors can be read, or a fault that the message explains. */
class SafetensorsFuzzTest {
    @TempDir static Path folder = Path.of("");

    /** Four parameters of two floats each: {@code bn.weight} and so on. */
    private static final Network NETWORK =
            Network.of(Shape.of(2, 3, 3)).add("bn", BatchNorm2d.standard()).build(1);

    @AfterAll
    static void closeNetwork() {
        NETWORK.close();
    }

    @FuzzTest(maxDuration = "1m")
    @DictionaryFile(resourcePath = "safetensors.dict")
    void readsOrExplains(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("model.safetensors"), bytes);
        try {
            readAll(file);
            WeightsFile.load(NETWORK, file);
        } catch (SafetensorsException | WeightsException fault) {
            String message = Objects.requireNonNull(fault.getMessage());
            if (!message.startsWith(file + ": ") || message.contains("\n")) {
                throw new IllegalStateException("not one sentence about the file", fault);
            }
        }
    }

    private static void readAll(Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            for (String name : tensors.names()) {
                if (tensors.isFloat(name)) {
                    tensors.floats(name);
                }
                tensors.shape(name);
            }
        }
    }
}
