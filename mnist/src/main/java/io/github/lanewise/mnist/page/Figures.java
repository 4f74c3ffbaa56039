package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.Series.Point;
import io.github.lanewise.mnist.report.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Numbers on a page; a dash stands for one that is missing or not finite. */
final class Figures {
    /** Stands for what there is not. */
    static final String NONE = "–";

    private Figures() {}

    static String loss(double loss) {
        return Double.isFinite(loss) ? Numbers.loss(loss) : NONE;
    }

    static String percent(double fraction) {
        return Double.isFinite(fraction) ? Numbers.percent(fraction) : NONE;
    }

    static String seconds(double seconds) {
        return Double.isFinite(seconds) ? Numbers.seconds(seconds) : NONE;
    }

    static String count(double count) {
        return Double.isFinite(count) ? Numbers.count(Math.round(count)) : NONE;
    }

    static String rate(double rate) {
        return Double.isFinite(rate) ? digits(rate) : NONE;
    }

    /** Returns the first and the last value of a line in words. */
    static String range(Series line) {
        List<Point> points = line.drawable();
        return points.isEmpty()
                ? "has no finite value"
                : "from %s to %s"
                        .formatted(
                                digits(points.getFirst().value()),
                                digits(points.getLast().value()));
    }

    /** Returns a number with four digits, and without zeros at its end. */
    private static String digits(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
