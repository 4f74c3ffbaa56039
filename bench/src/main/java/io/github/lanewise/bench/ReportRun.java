package io.github.lanewise.bench;

import io.github.lanewise.bench.measure.BenchRunner;
import io.github.lanewise.bench.measure.Case;
import io.github.lanewise.bench.page.ReportFolder;
import io.github.lanewise.bench.report.Machines;
import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.report.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures and writes a report. Until it is complete, what was measured stands in {@code
 * results.partial.json}, so that nothing is lost if the run is broken off.
 */
final class ReportRun {
    private static final String RESULTS = "results.json";
    private static final String PARTIAL = "results.partial.json";
    private static final String LOG = "jmh.log";

    private final Path folder;
    private final BenchRunner runner;
    private final Map<String, String> machine;

    ReportRun(Path folder, int forks, boolean quick) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            for (String old : List.of(LOG, RESULTS, PARTIAL, "index.html", "report.md")) {
                Files.deleteIfExists(folder.resolve(old));
            }
            Files.createFile(folder.resolve(LOG));
        } catch (IOException e) {
            throw new ReportException(
                    "The folder %s cannot be written to (%s); name another with --out."
                            .formatted(folder, e),
                    e);
        }
        runner = new BenchRunner(forks, quick, folder.resolve(LOG));
        machine = Machines.description();
    }

    void run(List<Case> cases) {
        List<ObjectNode> entries = new ArrayList<>();
        Path partial = folder.resolve(PARTIAL);
        runner.run(
                cases,
                (done, result, notes) -> {
                    entries.add(ResultsFile.entry(result, done.subject(), notes, machine));
                    ResultsFile.write(partial, entries);
                });
        Path results = folder.resolve(RESULTS);
        ResultsFile.write(results, entries);
        ReportFolder.write(folder, ResultsFile.read(results));
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new ReportException(
                    "%s cannot be removed: %s.".formatted(partial, e.getMessage()), e);
        }
        System.out.println("The report is in " + folder.resolve("index.html"));
    }
}
