package io.github.lanewise.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts {@code lanewise train} as a child process.
 *
 * @param program the launcher
 * @param data folder with the four MNIST files
 * @param epochs of a run
 * @param threads of a run
 */
public record Launcher(Path program, Path data, int epochs, int threads) {
    /**
     * Checks that the program is there.
     *
     * @throws ReportException if it cannot be executed
     */
    public Launcher {
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            throw new ReportException(
                    "There is no program %s; name the launcher with --launcher."
                            .formatted(program.toAbsolutePath().normalize()));
        }
    }

    /**
     * Trains once and waits for the end.
     *
     * @throws ReportException if the program fails; its own words are in the message
     */
    public ProgramRun train(long seed) {
        try {
            Path folder = Files.createTempDirectory("lanewise-bench");
            Path metrics = folder.resolve("metrics.jsonl");
            Path log = folder.resolve("log");
            try {
                run(command(seed, metrics), log);
                return MetricsReader.read(metrics);
            } finally {
                Files.deleteIfExists(metrics);
                Files.deleteIfExists(log);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new ReportException(
                    "%s cannot be run: %s.".formatted(program, e.getMessage()), e);
        }
    }

    private List<String> command(long seed, Path metrics) {
        return List.of(
                program.toAbsolutePath().toString(),
                "train",
                "--quiet",
                "--data",
                data.toString(),
                "--epochs",
                Integer.toString(epochs),
                "--seed",
                Long.toString(seed),
                "--threads",
                Integer.toString(threads),
                "--metrics",
                metrics.toString());
    }

    private static void run(List<String> command, Path log) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new ReportException(
                        "%s ended with status %d and said: %s"
                                .formatted(
                                        String.join(" ", command),
                                        status,
                                        Files.readString(log).strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReportException("The run was interrupted.", e);
        } finally {
            process.destroy();
        }
    }
}
