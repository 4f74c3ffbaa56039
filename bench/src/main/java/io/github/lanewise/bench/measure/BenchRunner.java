package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.report.ReportException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs cases with JMH, in forks of the JVM. */
public final class BenchRunner {
    private static final String FAULT = "java.lang.IllegalStateException: ";
    private static final String REFUSAL = "java.lang.IllegalArgumentException: ";

    private final int forks;
    private final boolean quick;
    private final Path log;

    /** Takes what a case came to. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a result.
         *
         * @param notes what the forks said
         */
        void take(Case done, RunResult result, Map<String, String> notes);
    }

    /**
     * Prepares to run.
     *
     * @param forks JVMs per case
     * @param quick whether iterations are few
     * @param log file to which JMH's own output is appended
     */
    public BenchRunner(int forks, boolean quick, Path log) {
        this.forks = forks;
        this.quick = quick;
        this.log = log;
    }

    /**
     * Runs all cases one after the other.
     *
     * @throws ReportException if one of them fails, above all because its result is wrong
     */
    public void run(List<Case> cases, Sink sink) {
        LiveLine line = new LiveLine(System.err, onTerminal(), cases, forks);
        try {
            for (int i = 0; i < cases.size(); i++) {
                line.begin(i);
                run(cases.get(i), sink);
            }
        } finally {
            line.end();
        }
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private void run(Case c, Sink sink) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            Path notes = Files.createTempFile("lanewise-bench", ".notes");
            try {
                RunResult result = run(c, notes, output);
                Map<String, String> said = Notes.read(notes);
                requireThreads(c, said);
                sink.take(c, result, said);
            } finally {
                Files.deleteIfExists(notes);
                Files.write(
                        log,
                        output.toByteArray(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new ReportException(
                    "The log %s cannot be written: %s.".formatted(log, e.getMessage()), e);
        }
    }

    /** Checks that a library that tells its number of threads has taken the one it was told. */
    private static void requireThreads(Case c, Map<String, String> notes) {
        String wanted = c.parameters().get(Notes.THREADS);
        String taken = notes.get(Notes.THREADS);
        if (wanted != null && taken != null && !wanted.equals(taken)) {
            throw new ReportException("%s computed with %s threads.".formatted(c.title(), taken));
        }
    }

    private RunResult run(Case c, Path notes, ByteArrayOutputStream output) {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(c.include())
                        .shouldFailOnError(true)
                        .forks(forks)
                        .addProfiler(GCProfiler.class)
                        .jvmArgsPrepend("-D" + Notes.PROPERTY + "=" + notes);
        c.timing().apply(options, quick);
        c.parameters().forEach(options::param);
        PrintStream stream = new PrintStream(output, false, StandardCharsets.UTF_8);
        try {
            return new Runner(
                            options.build(),
                            OutputFormatFactory.createFormatInstance(stream, VerboseMode.NORMAL))
                    .runSingle();
        } catch (NoBenchmarksException e) {
            throw new ReportException(
                    "%s is not in this jar; build it again.".formatted(c.include()), e);
        } catch (RunnerException e) {
            if (String.valueOf(e.getMessage()).contains("JMH lock")) {
                throw new ReportException(
                        "Other benchmarks are running on this machine, and both would be wrong; start"
                                + " again when they have ended.",
                        e);
            }
            stream.flush();
            throw new ReportException(
                    "%s failed: %s"
                            .formatted(
                                    c.title(),
                                    reason(output.toString(StandardCharsets.UTF_8))
                                            .orElse(
                                                    "%s; the log %s has more."
                                                            .formatted(e.getMessage(), log))),
                    e);
        }
    }

    /** Returns the sentence of the first exception of ours in the output of a fork. */
    private static Optional<String> reason(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(FAULT) || line.startsWith(REFUSAL))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .findFirst();
    }
}
