package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.report.OptionException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The cases that {@code --only} leaves. */
public final class Selection {
    private Selection() {}

    /**
     * Returns the cases in whose description the expression is found, whatever the case of letters.
     *
     * @throws OptionException if it is malformed or found nowhere
     */
    public static List<Case> of(List<Case> cases, String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new OptionException(
                    "--only %s is no regular expression: %s.".formatted(regex, e.getDescription()),
                    e);
        }
        List<Case> chosen =
                cases.stream().filter(c -> pattern.matcher(c.searched()).find()).toList();
        if (chosen.isEmpty()) {
            throw new OptionException(
                    "--only %s fits none of the %d benchmarks; one of them is '%s'."
                            .formatted(regex, cases.size(), cases.getFirst().searched()));
        }
        return chosen;
    }
}
