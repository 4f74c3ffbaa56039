package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.training.HeldOut;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people write them; Java's own words for what is none would help nobody. */
final class NumberConverters {
    /** Digits with point and exponent, or a word that the check of the option refuses. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|NaN|[-+]?Infinity");

    private NumberConverters() {}

    /** A number of images, or a share of them. */
    static final class HeldOutNumber implements ITypeConverter<HeldOut> {
        @Override
        public HeldOut convert(String text) {
            boolean whole = text.matches("\\d{1,9}");
            if (whole || DECIMAL.matcher(text).matches()) {
                double amount = Double.parseDouble(text);
                if (whole || (amount > 0 && amount < 1)) {
                    return new HeldOut(amount);
                }
            }
            throw new TypeConversionException(
                    "'%s' is neither a number of images, such as 6000, nor a share of them, such as 0.1."
                            .formatted(text));
        }
    }

    /** Makes a command line and its commands use them. */
    static void register(CommandLine line) {
        register(line, Integer.class, Integer::valueOf);
        register(line, int.class, Integer::valueOf);
        register(line, Long.class, Long::valueOf);
        register(line, long.class, Long::valueOf);
        line.registerConverter(Double.class, NumberConverters::decimal);
        line.registerConverter(double.class, NumberConverters::decimal);
    }

    private static <T extends Number> void register(
            CommandLine line, Class<T> type, Function<String, T> parse) {
        ITypeConverter<T> converter =
                text -> {
                    try {
                        return parse.apply(text);
                    } catch (NumberFormatException e) {
                        throw wrong(text, text.matches("[-+]?\\d+"));
                    }
                };
        line.registerConverter(type, converter);
    }

    private static TypeConversionException wrong(String text, boolean digits) {
        return new TypeConversionException(
                "'%s' is %s."
                        .formatted(
                                text,
                                digits
                                        ? "too large or too small a number"
                                        : "no whole number, such as 5"));
    }

    private static Double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new TypeConversionException("'%s' is no number, such as 0.05.".formatted(text));
        }
        return Double.valueOf(text);
    }
}
