package io.github.lanewise.bench.report;

import java.util.Locale;

/**
 * One benchmark in two files.
 *
 * @param before from the old file
 * @param after from the new file
 */
record Change(PooledMeasurement before, PooledMeasurement after) {
    /** A speed below this part of the old one, beyond noise, is a regression. */
    private static final double TOLERATED = 0.9;

    /** What can be said beyond noise. */
    enum Verdict {
        /** The intervals overlap. */
        EQUAL,
        /** All of the new interval is better. */
        FASTER,
        /** All of the new interval is worse. */
        SLOWER
    }

    /** Returns whether the shares of the peak are compared; both have them. */
    boolean byPeakShare() {
        return before.peakShare().isPresent() && after.peakShare().isPresent();
    }

    /** Returns the interval of the old numbers that are compared. */
    Interval old() {
        return interval(before);
    }

    /** Returns the interval of the new numbers that are compared. */
    Interval now() {
        return interval(after);
    }

    private Interval interval(PooledMeasurement measurement) {
        return Interval.of(
                byPeakShare() ? measurement.peakShare().orElseThrow() : measurement.score());
    }

    /** Returns new speed / old speed: above 1 is faster, whatever is measured. */
    double speed() {
        return moreIsFaster() ? now().mean() / old().mean() : old().mean() / now().mean();
    }

    private boolean moreIsFaster() {
        return byPeakShare() || before.first().mode().equals("thrpt");
    }

    Verdict verdict() {
        if (old().overlaps(now())) {
            return Verdict.EQUAL;
        }
        boolean more = now().low() > old().high();
        return more == moreIsFaster() ? Verdict.FASTER : Verdict.SLOWER;
    }

    /** Returns whether it is slower by more than 10 % and by more than noise. */
    boolean regression() {
        return verdict() == Verdict.SLOWER && speed() < TOLERATED;
    }

    /** Returns the verdict with percent, such as {@code 12.3 % slower}. */
    String words() {
        return switch (verdict()) {
            case EQUAL -> "equal";
            case FASTER -> String.format(Locale.ROOT, "%.1f %% faster", 100 * (speed() - 1));
            case SLOWER -> String.format(Locale.ROOT, "%.1f %% slower", 100 * (1 - speed()));
        };
    }
}
