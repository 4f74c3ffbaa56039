package io.github.lanewise.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.bench.FmaPeakBenchmark;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement.Subject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LiveLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    private static Case limit(String threads) {
        return new Case(
                new Subject(Area.LIMITS, Subject.LANEWISE, "1", "peak"),
                FmaPeakBenchmark.class,
                "multiplyAdd",
                Map.of("threads", threads),
                Timing.LIMIT,
                0);
    }

    private LiveLine line(boolean terminal) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new LiveLine(out, terminal, List.of(limit("1"), limit("2")), 10, clock::get);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A fork of a limit takes 5 × 100 ms and 1.2 s for its start: 17 s for ten of them. */
    @Test
    void saysHowLongIsLeft() {
        line(false).begin(0);
        assertThat(printed()).isEqualTo("[1/2] Lanewise peak 1 thread  0:34 left\n");
    }

    /** What took twice as long as estimated makes the rest longer, but less than twice. */
    @Test
    void learnsFromWhatItTook() {
        LiveLine line = line(false);
        clock.set(34_000_000_000L);
        line.begin(1);
        assertThat(printed()).isEqualTo("[2/2] Lanewise peak 2 threads  0:25 left\n");
    }

    @Test
    void drawsOverTheLineOnATerminal() {
        LiveLine line = line(true);
        line.begin(0);
        line.begin(1);
        line.end();
        assertThat(printed()).doesNotContain("\n").startsWith("\r[1/2]").endsWith("\r");
    }
}
