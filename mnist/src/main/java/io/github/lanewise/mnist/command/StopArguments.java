package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.training.HeldOut;
import io.github.lanewise.mnist.training.StopOptions;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When a run ends before its last epoch. */
final class StopArguments {
    /** Name of the option that a resumed run may change. */
    static final String TIME_LIMIT = "--time-limit";

    private static final String PATIENCE = "--patience";
    private static final String UNTIL_ACCURACY = "--until-accuracy";

    @Option(
            names = PATIENCE,
            paramLabel = "N",
            description =
                    "End after N epochs of which none was better on the validation images (default:"
                            + " 0, never).")
    private int patience;

    @Option(
            names = UNTIL_ACCURACY,
            paramLabel = "X",
            description =
                    "End after the first epoch with this accuracy, such as 0.99, on the validation"
                            + " images, without --validation on the test images (default: 0,"
                            + " never).")
    private double accuracy;

    @Option(
            names = TIME_LIMIT,
            paramLabel = "T",
            converter = TimeConverter.class,
            description =
                    "End after the step at which training and tests have taken this time, such as"
                            + " 90s, 5m or 1h, in all sessions of the run together (default: 0,"
                            + " never).")
    private Duration timeLimit = Duration.ZERO;

    /** A number with its unit, or 0. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)([smh])");

        @Override
        public Duration convert(String text) {
            Matcher time = TIME.matcher(text);
            if (time.matches()) {
                double seconds =
                        Double.parseDouble(time.group(1))
                                * switch (time.group(2)) {
                                    case "s" -> 1;
                                    case "m" -> 60;
                                    default -> 3600;
                                };
                return Duration.ofMillis(Math.round(1000 * seconds));
            }
            if (text.equals("0")) {
                return Duration.ZERO;
            }
            throw new TypeConversionException(
                    "'%s' is no time, such as 90s, 5m or 1h.".formatted(text));
        }
    }

    /**
     * Returns the options.
     *
     * @param heldOut the images by which patience compares epochs
     * @throws CommandException if a number is out of its range, or there are no such images
     */
    StopOptions options(HeldOut heldOut) {
        Checks.atLeast(PATIENCE, patience, 0);
        Checks.range(UNTIL_ACCURACY, accuracy, 0, 1);
        if (patience > 0 && heldOut.isNone()) {
            throw CommandException.usage(
                    PATIENCE
                            + " compares epochs by images that are held out; add --validation 0.1,"
                            + " or leave it out.");
        }
        return new StopOptions(patience, accuracy, timeLimit);
    }
}
