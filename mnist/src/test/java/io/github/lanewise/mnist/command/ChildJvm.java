package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.mnist.Main;
import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own. */
final class ChildJvm {
    private static final int SECONDS = 120;

    private ChildJvm() {}

    /**
     * Starts it.
     *
     * @param err where its errors go
     */
    static Process start(Path err, List<String> arguments) throws IOException {
        return launch(err, command(arguments));
    }

    /**
     * Starts a command.
     *
     * @param err where its errors go
     */
    static Process launch(Path err, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits for the end, and returns the status and what the program said about errors. */
    static Outcome end(Process process, Path err) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The program does not end.");
            }
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(
                process.exitValue(),
                "",
                Files.readString(err)
                        .replace("WARNING: Using incubator modules: jdk.incubator.vector\n", ""));
    }

    /** Returns the command that starts it. */
    static List<String> command(List<String> arguments) {
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
        return command;
    }
}
