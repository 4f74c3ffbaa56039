package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.report.OutputFile;
import io.github.lanewise.mnist.training.RateSweep;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which learning rates are tried, and where the result goes. */
final class SweepArguments {
    private static final String FROM = "--from";
    private static final String TO = "--to";
    private static final String STEPS = "--steps";
    static final String PAGE = "--page";
    static final String JSON = "--json";
    private static final double FIRST = 1e-5;
    private static final double LAST = 10;
    private static final int COUNT = 300;
    private static final int LEAST_STEPS = 50;
    private static final int MOST_STEPS = 1_000_000;

    @Option(
            names = FROM,
            paramLabel = "X",
            description = "The first learning rate (default: " + FIRST + ").")
    private double from = FIRST;

    @Option(
            names = TO,
            paramLabel = "X",
            description = "The last one, unless the loss diverges before (default: " + LAST + ").")
    private double to = LAST;

    @Option(
            names = STEPS,
            paramLabel = "N",
            description = "Steps from the first to the last (default: " + COUNT + ").")
    private int steps = COUNT;

    @Option(names = PAGE, paramLabel = "FILE", description = "Write the curve as a page (HTML).")
    private Optional<Path> page = Optional.empty();

    @Option(names = JSON, paramLabel = "FILE", description = "Write all steps as JSON.")
    private Optional<Path> json = Optional.empty();

    RateSweep range() {
        Checks.positive(FROM, from);
        Checks.positive(TO, to);
        Checks.range(STEPS, steps, LEAST_STEPS, MOST_STEPS);
        if (from >= to) {
            throw CommandException.usage(
                    "%s %s is not below %s %s; choose a lower one.".formatted(FROM, from, TO, to));
        }
        return new RateSweep(from, to, steps);
    }

    Optional<Path> page() {
        return page;
    }

    Optional<Path> json() {
        return json;
    }

    /** Refuses files that cannot be written, before any data is read. */
    void check() {
        named().forEach(Checks::named);
        named().forEach((option, file) -> OutputFile.requireReplaceable(file, option));
        if (page.isPresent() && json.isPresent() && OutputFile.same(page.get(), json.get())) {
            throw CommandException.usage(PAGE + " and " + JSON + " name the same file; name two.");
        }
    }

    /** Refuses to write over the data. */
    void checkAgainst(DataSource source) {
        DataGuard.requireElsewhere(named(), source);
    }

    private Map<String, Path> named() {
        Map<String, Path> named = new LinkedHashMap<>();
        page.ifPresent(file -> named.put(PAGE, file));
        json.ifPresent(file -> named.put(JSON, file));
        return named;
    }
}
