package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.mnist.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a JVM of its own. */
final class ChildJvm {
    private ChildJvm() {}

    /**
     * Starts it.
     *
     * @param err where its errors go
     */
    static Process start(Path err, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-XX:+UseSerialGC",
                                "-Dlanewise.lanes=" + Tensor.LANES,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
