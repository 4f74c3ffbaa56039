package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.page.ComparisonPage;
import io.github.lanewise.mnist.page.PageFile;
import io.github.lanewise.mnist.page.RunRecord;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.report.OutputFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
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
            "The folder of a run is that of 'lanewise train --run', or any that holds the"
                    + " metrics.jsonl of 'lanewise train --metrics'."
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
                    "For one run: folder with the images, as for train (default: the data that the run"
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
        RunRecord run = RunReport.read(folder);
        Path file = out.orElseGet(() -> RunReport.file(folder));
        OutputFile.requireReplaceable(file, out.isPresent() ? OUT : "The page");
        requireNoFileOfARun(file);
        requireNoData(file, run);
        Optional<Function<Network, Loading>> images =
                data.isPresent()
                        ? Optional.of(images(DataSource.find(data, host.surroundings()), count))
                        : Optional.empty();
        host.out().println(RunReport.write(run, file, images, count));
        written(file);
    }

    private static Function<Network, Loading> images(DataSource source, int count) {
        return network -> Loading.later(source, Loading.interpretation(network), count);
    }

    private void compare() {
        refuse(data.isPresent(), DATA);
        refuse(threads.given(), "--threads");
        Path file =
                out.orElseThrow(() ->
                        CommandException.usage(
                                "Several runs need --out; name the page that compares them."));
        OutputFile.requireReplaceable(file, OUT);
        List<RunRecord> runs = folders.stream().map(RunReport::read).toList();
        requireNoFileOfARun(file);
        runs.forEach(run -> requireNoData(file, run));
        PageFile.write(file, ComparisonPage.of(runs));
        written(file);
    }

    /** Makes sure that the page takes no place of what it tells about. */
    private void requireNoFileOfARun(Path file) {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.anyMatch(
                        other ->
                                !other.getFileName().toString().endsWith(".html")
                                        && OutputFile.same(file, other))) {
                    throw CommandException.usage(
                            "%s %s is a file of the run in %s; name another one."
                                    .formatted(OUT, file, folder));
                }
            } catch (IOException e) {
                throw new OutputException(
                        "The folder %s cannot be read: %s.".formatted(folder, FileFault.reason(e)),
                        e);
            }
        }
    }

    /** Makes sure that the page takes no place among the data, if that is still there. */
    private void requireNoData(Path file, RunRecord run) {
        Optional<Path> folder = data.or(() -> run.value("data_folder").map(Path::of));
        if (folder.isPresent()) {
            try {
                DataSource source = DataSource.find(folder, host.surroundings());
                DataGuard.requireElsewhere(Map.of(OUT, file), source);
            } catch (DataException missing) {
                // Nothing is left that could be written over; the page says that it is missing.
            }
        }
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw CommandException.usage(
                    option + " has no effect with several runs; leave it out.");
        }
    }

    private void written(Path file) {
        host.out().println("Page written to " + file + ".");
    }
}
