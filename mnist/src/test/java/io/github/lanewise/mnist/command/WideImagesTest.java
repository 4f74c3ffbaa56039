package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.data.ImageForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images so wide that the strongest changes reach places without coordinates. */
class WideImagesTest {
    private static final OwnImages WIDE = new OwnImages(new ImageForm(1, 12, 8000, 2));
    private static final List<String> STRONGEST =
            List.of("--shift=100", "--rotate=90", "--scale=0.5", "--shear=1");

    @TempDir private Path folder;

    private static Outcome changing(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(STRONGEST);
        return Program.run(all.toArray(String[]::new));
    }

    private static void assertRefused(Outcome outcome) {
        assertThat(outcome.err())
                .startsWith(
                        "Images of 12×8000 pixels are too large to be changed by shift 100.0 px, rotation 90.0°, scale ±0.5, shear 1.0; make the images smaller or the change less.")
                .doesNotContain("fault of Lanewise");
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void areRefusedBeforeAnythingIsWritten() throws IOException {
        String data = "--data=" + WIDE.write(folder.resolve("wide"), 4, 2, false);
        Path run = folder.resolve("run");
        assertRefused(changing("train", data, "--batch=4", "--run=" + run));
        assertThat(run.resolve("run.json")).doesNotExist();
        assertThat(run.resolve("metrics.jsonl")).doesNotExist();
        assertRefused(changing("find-learning-rate", data, "--batch=4"));
        Path weights = folder.resolve("wide.safetensors");
        Outcome plain = Program.run("train", data, "--batch=4", "--epochs=1", "--out=" + weights);
        assertThat(plain.err()).isEmpty();
        assertRefused(changing("eval", data, "--weights=" + weights, "--test-time-augmentation=2"));
    }
}
