package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.page.Assessment;
import io.github.lanewise.mnist.page.PageFile;
import io.github.lanewise.mnist.page.RunPage;
import io.github.lanewise.mnist.page.RunReader;
import io.github.lanewise.mnist.page.RunRecord;
import io.github.lanewise.mnist.page.UnreadableRunException;
import io.github.lanewise.mnist.report.OutputFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanewise report}: a run as a page. */
@Command(
        name = "report",
        description = "Writes a page about a run: curves, mistakes on the test images, provenance.",
        footer = {
            "",
            "The folder holds metrics.jsonl, which 'lanewise train --metrics' writes, and may hold"
                    + " run.json, best.safetensors and weights.safetensors."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String OUT = "--out";
    private static final String DATA = "--data";

    private final Host host;

    @Parameters(paramLabel = "DIR", arity = "1", description = "Folder of a run.")
    private Path folder = Path.of("");

    @Option(
            names = OUT,
            paramLabel = "FILE",
            description = "The page to write (default: report.html in the folder of the run).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = DATA,
            paramLabel = "DIR",
            description =
                    "Folder with the four MNIST files (default: the data that the run was started"
                            + " with).")
    private Optional<Path> data = Optional.empty();

    @Mixin private final ThreadArguments threads = new ThreadArguments();

    ReportCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws DataException {
        int count = threads.count();
        Checks.named("DIR", folder);
        out.ifPresent(file -> Checks.named(OUT, file));
        data.ifPresent(path -> Checks.named(DATA, path));
        RunRecord run = read(folder);
        Path file = out.orElseGet(() -> folder.resolve("report.html"));
        OutputFile.requireReplaceable(file, out.isPresent() ? OUT : "The page");
        Optional<DataSource> source =
                data.isPresent()
                        ? Optional.of(DataSource.find(data, host.surroundings()))
                        : Optional.empty();
        Assessment assessment = new RunAssessor(run, source, count).assess();
        PageFile.write(file, RunPage.of(run, assessment));
        host.out().println(assessment.remark());
        host.out().println("Page written to " + file + ".");
        return ExitStatus.OK;
    }

    private static RunRecord read(Path folder) {
        try {
            return RunReader.read(folder);
        } catch (UnreadableRunException e) {
            throw new CommandException(ExitStatus.DATA, String.valueOf(e.getMessage()));
        }
    }
}
