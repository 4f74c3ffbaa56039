package io.github.lanewise.bench;

import io.github.lanewise.bench.measure.Case;
import io.github.lanewise.bench.measure.Plan;
import io.github.lanewise.bench.measure.Scope;
import io.github.lanewise.bench.measure.Selection;
import io.github.lanewise.bench.page.ReportFolder;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.report.CommandLines;
import io.github.lanewise.bench.report.CompareCommand;
import io.github.lanewise.bench.report.Machines;
import io.github.lanewise.bench.report.OptionException;
import io.github.lanewise.bench.report.ReadmeTable;
import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.report.ResultsFile;
import io.github.lanewise.bench.trainer.TrainerBench;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code lanewise bench}: measures, writes the report, compares two of them. */
@Command(
        name = "lanewise bench",
        description = {
            "Measures Lanewise and writes a report: index.html, report.md, results.json, charts.",
            "Keep the machine idle meanwhile."
        },
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 done; 1 the report cannot be made, above all because a result is wrong; 2"
                    + " a mistake in the options; 3 with --compare, something became more than 10 %%"
                    + " slower."
        })
public final class Bench implements Callable<Integer> {
    private static final String RESULTS = "results.json";
    private static final int DEFAULT_FORKS = 3;
    private static final int MOST_THREADS = 1024;

    @Option(
            names = "--peers",
            description =
                    "Also measure the peers: oneDNN, OpenBLAS, netlib, ONNX Runtime, PyTorch; about an"
                            + " hour instead of 5 minutes.")
    private boolean peers;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description =
                    "Only what a match is found in: area, benchmark, who, layer, parameters; as in"
                            + " 'CONVOLUTION.*VGG-28 conv2.*FORWARD'. --list shows them all.")
    private Optional<String> only = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description =
                    "Numbers of threads to measure, such as 1,2; default 1 and all processors.")
    private List<Integer> threads = List.of();

    @Option(names = "--quick", description = "One fork and few iterations: a look, not a result.")
    private boolean quick;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs per row; default 3, quick 1.")
    private Optional<Integer> forks = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the report; default bench-report-DATE.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--list", description = "Show what would be measured, and measure nothing.")
    private boolean list;

    @Option(
            names = "--compare",
            arity = "2",
            paramLabel = "RESULTS.json",
            description = "Compare an old with a new results.json instead.")
    private List<Path> compare = List.of();

    @Option(
            names = "--render",
            paramLabel = "DIR",
            description = "Write the pages of a report anew from its results.json instead.")
    private Optional<Path> render = Optional.empty();

    @Option(
            names = "--readme",
            paramLabel = "RESULTS.json",
            description = "Put the figures into the table of README.md in this folder instead.")
    private Optional<Path> readme = Optional.empty();

    @Option(
            names = TrainerBench.OPTION,
            description =
                    "Measure the trainer on real MNIST instead; it has other options, which --help"
                            + " with it shows.")
    @SuppressWarnings("UnusedVariable") // run() has read it.
    private boolean trainer;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
    private boolean help;

    private Bench() {}

    /** Runs the command and ends the JVM. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command and returns its exit status. */
    static int run(String... arguments) {
        if (List.of(arguments).contains(TrainerBench.OPTION)) {
            return TrainerBench.run(arguments);
        }
        return CommandLines.run(new Bench(), arguments);
    }

    @Override
    public Integer call() {
        requireOneTask();
        if (!compare.isEmpty()) {
            return CompareCommand.compare(compare.getFirst(), compare.getLast(), System.out);
        }
        if (render.isPresent()) {
            ReportFolder.write(render.get(), ResultsFile.read(render.get().resolve(RESULTS)));
            return 0;
        }
        if (readme.isPresent()) {
            Path pages = readme.get().toAbsolutePath().resolveSibling("report.md");
            String link = Path.of("").toAbsolutePath().relativize(pages).toString();
            ReadmeTable.update(Path.of("README.md"), readme.get(), link);
            return 0;
        }
        List<Case> cases = cases();
        if (list) {
            cases.forEach(c -> System.out.println(c.searched()));
            return 0;
        }
        Path folder = out.orElseGet(Bench::folderOfThisMinute);
        new ReportRun(folder, forks.orElse(quick ? 1 : DEFAULT_FORKS), quick).run(cases);
        return 0;
    }

    private void requireOneTask() {
        boolean[] others = {!compare.isEmpty(), render.isPresent(), readme.isPresent()};
        boolean[] measuring = {
            peers,
            quick,
            list,
            only.isPresent(),
            forks.isPresent(),
            out.isPresent(),
            !threads.isEmpty()
        };
        long tasks = count(others);
        if (tasks > 1 || (tasks == 1 && count(measuring) > 0)) {
            throw new OptionException(
                    "--compare, --render and --readme measure nothing: give one of them, and no"
                            + " other option with it.");
        }
        if (forks.orElse(1) < 1) {
            throw new OptionException(
                    "--forks %d is too few; take 1 or more.".formatted(forks.get()));
        }
        for (int count : threads) {
            if (count < 1 || count > MOST_THREADS) {
                throw new OptionException(
                        "--threads %d is not possible; take numbers from 1 to %d."
                                .formatted(count, MOST_THREADS));
            }
        }
    }

    private static long count(boolean[] given) {
        return IntStream.range(0, given.length).filter(i -> given[i]).count();
    }

    private List<Case> cases() {
        List<Peer> others = peers ? Peer.all() : List.of();
        if (peers && others.isEmpty()) {
            throw new ReportException(
                    "This build has no peers: start it as ./lanewise bench --peers, or build bench with"
                            + " -Ppeers.");
        }
        List<Integer> threadCounts =
                threads.isEmpty()
                        ? List.of(1, Runtime.getRuntime().availableProcessors())
                        : threads;
        Scope scope =
                new Scope(
                        threadCounts.stream().distinct().sorted().toList(),
                        others,
                        Machines.version());
        List<Case> all = Plan.of(scope);
        return only.map(regex -> Selection.of(all, regex)).orElse(all);
    }

    private static Path folderOfThisMinute() {
        return Path.of(
                "bench-report-"
                        + LocalDateTime.now(ZoneId.systemDefault())
                                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm")));
    }
}
