package io.github.lanewise.bench.page.chart;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as the report writes them: about three digits that mean something, in any locale. */
public final class Numbers {
    /** Stands for what was not measured. */
    public static final String NONE = "–";

    private Numbers() {}

    /** Returns the number with three digits or, from 1000, all before the point. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size >= 99.95) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size == 0) {
            return "0";
        }
        int decimals = 2 - (int) Math.floor(Math.log10(size * 1.0005));
        return String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f", value);
    }

    /** Returns the number, or a dash. */
    public static String of(OptionalDouble value) {
        return of(value.orElse(Double.NaN));
    }

    /** Returns the number without zeros at its end, for axes and the ends of bars. */
    public static String plain(double value) {
        String text = of(value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** Returns a share of 1 in percent, without the sign. */
    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : NONE;
    }

    /** Returns a small number in the form 1.2e-7. */
    public static String error(double value) {
        if (value == 0) {
            return "0";
        }
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-")
                : NONE;
    }

    /** Returns bytes in thousands. */
    public static String kilobytes(OptionalDouble bytes) {
        return bytes.isPresent() && bytes.getAsDouble() < 0.5
                ? "0"
                : of(bytes.orElse(Double.NaN) / 1e3);
    }
}
