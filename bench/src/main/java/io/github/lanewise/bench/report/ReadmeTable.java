package io.github.lanewise.bench.report;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures in the README: what stands between the lines {@code <!-- bench:begin … -->} and
 * {@code <!-- bench:end -->}.
 */
public final class ReadmeTable {
    private static final Pattern BEGIN =
            Pattern.compile("^<!-- bench:begin\\b.*-->[ \\t]*$", Pattern.MULTILINE);
    private static final Pattern END =
            Pattern.compile("^<!-- bench:end\\b.*-->[ \\t]*$", Pattern.MULTILINE);

    private ReadmeTable() {}

    /**
     * Replaces the figures by those of a results file.
     *
     * @param link from the README to the whole report
     * @throws ReportException if a file cannot be read or written, the README has not the two
     *     lines, or the results have nothing to show
     */
    public static void update(Path readme, Path results, String link) {
        String figures = ReadmeFigures.of(ResultsFile.read(results), link);
        if (figures.isEmpty()) {
            throw new ReportException(
                    results
                            + " has no convolution, training or inference of Lanewise in its own"
                            + " layout; run ./lanewise bench without --only.");
        }
        String text = TextFile.read(readme, "name the README that has the table");
        TextFile.write(readme, replaced(readme, text, figures));
    }

    private static String replaced(Path readme, String text, String figures) {
        Matcher begin = BEGIN.matcher(text);
        Matcher end = END.matcher(text);
        if (!begin.find() || !end.find(begin.end())) {
            throw new ReportException(
                    readme
                            + " has no line <!-- bench:begin --> with a line <!-- bench:end -->"
                            + " below it; put both where the figures should stand.");
        }
        return text.substring(0, begin.end())
                + "\n\n"
                + figures
                + "\n\n"
                + text.substring(end.start());
    }
}
