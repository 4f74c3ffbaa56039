package io.github.lanewise.bench.measure;

import io.github.lanewise.mnist.report.Numbers;
import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Says which case runs and how long is left: on a terminal in one line that changes, elsewhere in a
 * line for each case. The time left is the sum of the estimates of what is still to run, scaled by
 * how well the estimates were so far.
 */
final class LiveLine {
    /** So much estimated time counts as if it had been exact, until there is more to go by. */
    private static final double TRUSTED_SECONDS = 20;

    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private final List<Case> cases;
    private final int forks;
    private final LongSupplier clock;
    private final long start;
    private int drawn;

    LiveLine(PrintStream out, boolean terminal, List<Case> cases, int forks) {
        this(out, terminal, cases, forks, System::nanoTime);
    }

    /** With a clock in nanoseconds that a test can move. */
    LiveLine(PrintStream out, boolean terminal, List<Case> cases, int forks, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.cases = cases;
        this.forks = forks;
        this.clock = clock;
        start = clock.getAsLong();
    }

    /** Shows that a case begins. */
    void begin(int index) {
        String line =
                "[%d/%d] %s  %s left"
                        .formatted(
                                index + 1,
                                cases.size(),
                                cases.get(index).title(),
                                Numbers.clock(secondsLeft(index)));
        if (terminal) {
            draw(line);
        } else {
            out.println(line);
        }
    }

    /** Takes the line away. */
    void end() {
        if (terminal) {
            draw("");
            out.print('\r');
            out.flush();
        }
    }

    private double secondsLeft(int index) {
        double done = TRUSTED_SECONDS;
        double left = 0;
        for (int i = 0; i < cases.size(); i++) {
            if (i < index) {
                done += cases.get(i).seconds(forks);
            } else {
                left += cases.get(i).seconds(forks);
            }
        }
        double took = TRUSTED_SECONDS + (clock.getAsLong() - start) * 1e-9;
        return left * took / done;
    }

    private void draw(String whole) {
        // A line that wraps cannot be drawn over.
        String line = whole.length() <= WIDTH ? whole : whole.substring(0, WIDTH - 1) + "…";
        out.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }
}
