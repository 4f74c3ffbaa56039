package io.github.lanewise.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts {@code lanewise train} as a child process.
 *
 * @param program the launcher
 * @param data folder with the four MNIST files
 * @param threads of a run
 */
public record Launcher(Path program, Path data, int threads) {
    private static final String METRICS = "metrics.jsonl";

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
     * @param options of {@code train}
     * @throws ReportException if the program fails; its own words are in the message
     */
    public ProgramRun train(List<String> options) {
        return inFolder(folder -> {
            Path metrics = folder.resolve(METRICS);
            run(command(options, "--metrics", metrics), folder.resolve("log"));
            return MetricsReader.read(metrics);
        });
    }

    /**
     * Trains once with {@code --run}, in a folder that is deleted at the end.
     *
     * @param options of {@code train}
     * @throws ReportException if the program fails; its own words are in the message
     */
    public ProgramRun trainKept(List<String> options) {
        return inFolder(folder -> {
            Path kept = folder.resolve("run");
            run(command(options, "--run", kept), folder.resolve("log"));
            return MetricsReader.read(kept.resolve(METRICS));
        });
    }

    /** What is done in a temporary folder. */
    private interface Work {
        ProgramRun in(Path folder) throws IOException;
    }

    private ProgramRun inFolder(Work work) {
        try {
            Path folder = Files.createTempDirectory("lanewise-bench");
            try {
                return work.in(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new ReportException(
                    "%s cannot be run: %s.".formatted(program, e.getMessage()), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<String> command(List<String> options, String last, Path value) {
        List<String> command = new ArrayList<>();
        command.add(program.toAbsolutePath().toString());
        command.addAll(List.of("train", "--quiet", "--data", data.toString()));
        command.addAll(List.of("--threads", Integer.toString(threads)));
        command.addAll(options);
        command.addAll(List.of(last, value.toString()));
        return command;
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
