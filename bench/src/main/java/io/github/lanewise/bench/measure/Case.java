package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.report.Measurement.Subject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One row of a report that is still to be measured.
 *
 * @param subject who computes what
 * @param benchmark class of the benchmark
 * @param method name of its method, which is annotated with {@code @Benchmark}
 * @param parameters values by name
 * @param timing how long it runs
 * @param secondsPerCall an estimate, 0 where a call is short
 */
public record Case(
        Subject subject,
        Class<?> benchmark,
        String method,
        Map<String, String> parameters,
        Timing timing,
        double secondsPerCall) {
    private static final String THREADS = "threads";

    /** Copies the parameters, in their order. */
    public Case {
        parameters = new LinkedHashMap<>(parameters);
    }

    /** Returns the regular expression by which JMH finds this benchmark and no other. */
    String include() {
        return "^" + Pattern.quote(benchmark.getName() + "." + method) + "$";
    }

    /** Returns who computes what and how, in one line; what the label says is not said again. */
    public String title() {
        StringBuilder title = new StringBuilder(subject.name());
        title.append(' ').append(subject.label());
        String said = plain(subject.label());
        parameters.forEach((name, value) -> {
            if (name.equals(THREADS)) {
                title.append(' ').append(value).append(value.equals("1") ? " thread" : " threads");
            } else if (!name.equals("layer") && !said.contains(plain(value))) {
                title.append(' ').append(value);
            }
        });
        return title.toString();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('×', 'x').replaceAll("[^a-z0-9]", "");
    }

    /**
     * Returns the title with the names of the area and the benchmark before it; {@code --only}
     * looks into it.
     */
    public String searched() {
        return subject.area() + " " + benchmark.getSimpleName() + "." + method + " " + title();
    }

    /** Returns about how long it takes. */
    double seconds(int forks) {
        return forks * timing.seconds(benchmark, secondsPerCall);
    }
}
