package io.github.lanewise.mnist.report;

import java.util.Locale;

/** Numbers for people: the same text in every locale. */
public final class Numbers {
    private Numbers() {}

    /** Returns {@code 61,706}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns {@code 0.0312}. */
    public static String loss(double loss) {
        return String.format(Locale.ROOT, "%.4f", loss);
    }

    /** Returns {@code 99.05 %} for a fraction of 0.9905. */
    public static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    /** Returns a learning rate with two digits, as {@code 0.012} or {@code 1.2e-5}. */
    public static String rate(double rate) {
        if (rate < 1e-4) {
            return String.format(Locale.ROOT, "%.1e", rate).replace("e-0", "e-");
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(rate)));
        return String.format(Locale.ROOT, "%." + decimals + "f", rate);
    }

    /** Returns {@code 9.1 s}. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** Returns {@code 0:07} for seven seconds, {@code 1:01:07} beyond an hour. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
