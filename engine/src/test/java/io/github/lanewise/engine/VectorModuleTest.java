package io.github.lanewise.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who forgets the flag on the class path is told the flag. */
final class VectorModuleTest {
    @Test
    @Timeout(60)
    void aJvmWithoutTheVectorModuleGetsOneSentence() throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isNotZero();
        assertThat(output)
                .contains("add the option --add-modules jdk.incubator.vector to java")
                .doesNotContain("NoClassDefFoundError");
    }

    /** What a user's program does first. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (Network network = Network.of(Shape.of(1, 4, 4)).add(new Relu()).build(1);
                    Training training = Training.of(network).build()) {
                System.out.println(training.steps());
            }
        }
    }
}
