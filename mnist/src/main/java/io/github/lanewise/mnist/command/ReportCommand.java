package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.page.Assessment;
import io.github.lanewise.mnist.page.ComparisonPage;
import io.github.lanewise.mnist.page.PageFile;
import io.github.lanewise.mnist.page.RunPage;
import io.github.lanewise.mnist.page.RunReader;
import io.github.lanewise.mnist.page.RunRecord;
import io.github.lanewise.mnist.page.UnreadableRunException;
import io.github.lanewise.mnist.report.OutputFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanewise report}: a run, or several runs beside each other, as a page. */
@Command(
        name = "report",
        description = "Writes a page about a run, or one that compares several runs.",
        footer = {
            "",
            "The folder of a run holds metrics.jsonl, which 'lanewise train --metrics' writes, and"
                    + " may hold run.json, best.safetensors and weights.safetensors."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String OUT = "--out";
    private static final String DATA = "--data";

    private final Host host;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of runs.")
    private List<Path> folders = List.of();

    @Option(
            names = OUT,
            paramLabel = "FILE",
            description =
                    "The page to write (default for one run: report.html in its folder; required"
                            + " for several).")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = DATA,
            paramLabel = "DIR",
            description =
                    "For one run: folder with the four MNIST files (default: the data that the run"
                            + " was started with).")
    private Optional<Path> data = Optional.empty();

    @Mixin private final ThreadArguments threads = new ThreadArguments();

    ReportCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws DataException {
        int count = threads.count();
        folders.forEach(folder -> Checks.named("DIR", folder));
        out.ifPresent(file -> Checks.named(OUT, file));
        data.ifPresent(path -> Checks.named(DATA, path));
        if (folders.size() == 1) {
            describe(folders.getFirst(), count);
        } else {
            compare();
        }
        return ExitStatus.OK;
    }

    private void describe(Path folder, int count) throws DataException {
        RunRecord run = read(folder);
        Path file = out.orElseGet(() -> folder.resolve("report.html"));
        OutputFile.requireReplaceable(file, out.isPresent() ? OUT : "The page");
        Optional<DataSource> source =
                data.isPresent()
                        ? Optional.of(DataSource.find(data, host.surroundings()))
                        : Optional.empty();
        Assessment assessment = new RunAssessor(run, source, count).assess();
        host.out().println(assessment.remark());
        write(file, RunPage.of(run, assessment));
    }

    private void compare() {
        refuse(data.isPresent(), DATA);
        refuse(threads.given(), "--threads");
        Path file =
                out.orElseThrow(() ->
                        CommandException.usage(
                                "Several runs need --out; name the page that compares them."));
        OutputFile.requireReplaceable(file, OUT);
        write(file, ComparisonPage.of(folders.stream().map(ReportCommand::read).toList()));
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw CommandException.usage(
                    option + " has no effect with several runs; leave it out.");
        }
    }

    private void write(Path file, String page) {
        PageFile.write(file, page);
        host.out().println("Page written to " + file + ".");
    }

    private static RunRecord read(Path folder) {
        try {
            return RunReader.read(folder);
        } catch (UnreadableRunException e) {
            throw new CommandException(ExitStatus.DATA, String.valueOf(e.getMessage()));
        }
    }
}
