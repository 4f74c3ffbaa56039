package io.github.lanewise.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.lanewise.bench.peer.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a user calls it. */
final class BenchTest {
    @TempDir private Path folder = Path.of("");

    private record Outcome(int status, String out, String err) {}

    private static Outcome run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            int status = Bench.run(arguments);
            return new Outcome(
                    status,
                    outBytes.toString(StandardCharsets.UTF_8),
                    errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--threads 0, --threads 0 is not possible",
        "--threads 1;two, Invalid value for option '--threads'",
        "--forks 0, --forks 0 is too few",
        "--only (, is no regular expression",
        "--only xyz, fits none of",
        "--render a --readme b, give one of them",
        "--render a --quick, give one of them",
        "--nothing, Unknown option",
        "--trainer, name the folder with its four files with --data DIR",
        "--trainer --only slow, '--only slow is no part'",
        "--trainer --seeds 0, '--seeds, --rounds and --threads take 1 or more'",
        "--trainer --peers, Unknown option"
    })
    void mistakesInTheOptions(String arguments, String sentence) {
        Outcome outcome = run(arguments.replace(';', ',').split(" ", -1));
        assertThat(outcome.err()).contains(sentence).doesNotContain("\tat ");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void helpNamesTheExitStatusAndWarnsOfNothing() {
        Outcome outcome = run("--help");
        assertThat(outcome.out().replaceAll("\\s+", " ")).contains("more than 10 % slower");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void filesThatAreNotThere() {
        String missing = folder.resolve("results.json").toString();
        for (Outcome outcome :
                new Outcome[] {
                    run("--compare", missing, missing),
                    run("--readme", missing),
                    run("--render", folder.toString()),
                    run("--trainer", "--data", missing)
                }) {
            assertThat(outcome.err()).contains(missing).doesNotContain("\tat ");
            assertThat(outcome.status()).isEqualTo(1);
        }
    }

    @Test
    void peersNeedTheirBuild() {
        assumeThat(Peer.all()).isEmpty();
        Outcome outcome = run("--peers", "--list");
        assertThat(outcome.err()).contains("./lanewise bench --peers");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void listShowsWhatOnlyFinds() {
        Outcome outcome = run("--list", "--only", "fma peak.*1 thread");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("LIMITS FmaPeakBenchmark.multiplyAdd Lanewise"));
    }

    @Test
    void aSmallReport() throws IOException {
        System.setProperty("jmh.ignoreLock", "true");
        Path report = folder.resolve("new/report");
        Outcome outcome =
                run("--quick", "--threads", "1", "--only", "peak", "--out", report.toString());
        assertThat(outcome.err()).contains("Lanewise FMA peak");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(report.resolve("index.html").toString());
        try (var files = Files.list(report)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("index.html", "report.md", "results.json", "jmh.log")
                    .doesNotContain("results.partial.json");
        }
        String results = report.resolve("results.json").toString();
        assertThat(run("--compare", results, results).status()).isZero();
        Files.delete(report.resolve("index.html"));
        assertThat(run("--render", report.toString()).status()).isZero();
        assertThat(report.resolve("index.html")).isNotEmptyFile();
    }
}
