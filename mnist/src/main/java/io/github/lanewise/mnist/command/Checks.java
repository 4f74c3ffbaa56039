package io.github.lanewise.mnist.command;

import java.nio.file.Path;

/** What numbers an option takes. */
final class Checks {
    private Checks() {}

    /** Refuses an empty name, as an unset variable of a shell leaves it. */
    static void named(String option, Path path) {
        if (path.toString().isBlank()) {
            throw CommandException.usage(option + " is empty; name a file or folder.");
        }
    }

    /** Refuses integers below a bound. */
    static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw CommandException.usage(
                    "%s must be at least %d, not %d.".formatted(option, least, value));
        }
    }

    /** Refuses integers outside of a range. */
    static void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw CommandException.usage(
                    "%s must be from %d to %d, not %d.".formatted(option, least, most, value));
        }
    }

    /** Refuses numbers outside of a range. */
    static void range(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw CommandException.usage(
                    "%s must be from %s to %s, not %s.".formatted(option, least, most, value));
        }
    }

    /** Refuses what is not a finite number. */
    static void finite(String option, double value) {
        if (!Double.isFinite(value)) {
            throw CommandException.usage(
                    "%s must be a finite number, not %s.".formatted(option, value));
        }
    }

    /** Refuses what is not a finite number above 0. */
    static void positive(String option, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw CommandException.usage(
                    "%s must be a number above 0, not %s.".formatted(option, value));
        }
    }

    /** Refuses what is not a finite number of at least 0. */
    static void notNegative(String option, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw CommandException.usage(
                    "%s must be a number of at least 0, not %s.".formatted(option, value));
        }
    }

    /** Refuses what is not at least 0 and below 1. */
    static void fraction(String option, double value) {
        if (!(value >= 0 && value < 1)) {
            throw CommandException.usage(
                    "%s must be at least 0 and below 1, not %s.".formatted(option, value));
        }
    }
}
