package io.github.lanewise.bench.trainer;

import io.github.lanewise.bench.report.CommandLines;
import io.github.lanewise.bench.report.Launcher;
import io.github.lanewise.bench.report.Machines;
import io.github.lanewise.bench.report.OptionException;
import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.report.TextFile;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.MnistFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanewise bench --trainer}: what the trainer reaches on MNIST. */
@Command(
        name = "lanewise bench --trainer",
        description = {
            "Measures the trainer on real MNIST and prints a table in Markdown; progress goes to"
                    + " stderr. Keep the machine idle meanwhile.",
            "throughput: images/s of LeNet-5, plain and augmented, in turn in one process.",
            "checkpoints: ten epochs with and without --run, in turn, a JVM per run.",
            "fast, accurate: the presets, a JVM per seed. Seconds count from the start of the JVM."
        },
        sortOptions = false,
        footer = {"", "Exit status: 0 done; 1 something failed; 2 a mistake in the options."})
public final class TrainerBench implements Callable<Integer> {
    /** The option by which {@code lanewise bench} becomes this command. */
    public static final String OPTION = "--trainer";

    private enum Part {
        THROUGHPUT,
        CHECKPOINTS,
        FAST,
        ACCURATE
    }

    @Option(names = OPTION, description = "This command.")
    @SuppressWarnings("UnusedVariable") // Who called has read it.
    private boolean trainer;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with the four MNIST files.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Only these: throughput, checkpoints, fast, accurate. Default all; accurate"
                            + " takes minutes for each seed.")
    private List<String> only = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "Presets: seeds 1 to N; default 5.")
    private int seeds = 5;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Epochs of each kind, and pairs of runs; default 15.")
    private int rounds = 15;

    @Option(names = "--threads", paramLabel = "N", description = "Default all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--launcher",
            paramLabel = "FILE",
            description = "The program of the runs; default ./lanewise.")
    private Path launcher = Path.of("lanewise");

    @Option(names = "--out", paramLabel = "FILE", description = "Write all values as JSON, too.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
    private boolean help;

    private TrainerBench() {}

    /** Runs the command and returns its exit status. */
    public static int run(String... arguments) {
        return CommandLines.run(new TrainerBench(), arguments);
    }

    @Override
    public Integer call() {
        Set<Part> parts = parts();
        if (seeds < 1 || rounds < 1 || threads < 1) {
            throw new OptionException("--seeds, --rounds and --threads take 1 or more.");
        }
        Path folder =
                data.orElseThrow(() ->
                        new OptionException(
                                "--trainer needs real MNIST: name the folder with its four files"
                                        + " with --data DIR."));
        DataSet set = load(folder);
        List<Figure> figures = new ArrayList<>();
        if (parts.contains(Part.THROUGHPUT)) {
            try (Throughput throughput = new Throughput(set, threads)) {
                figures.addAll(throughput.measure(rounds));
            }
            progress("throughput measured");
        }
        if (!parts.equals(EnumSet.of(Part.THROUGHPUT))) {
            Runs runs = new Runs(new Launcher(launcher, folder, threads), TrainerBench::progress);
            if (parts.contains(Part.CHECKPOINTS)) {
                figures.addAll(runs.checkpoints(rounds));
            }
            if (parts.contains(Part.FAST)) {
                figures.addAll(runs.fast(seeds));
            }
            if (parts.contains(Part.ACCURATE)) {
                figures.addAll(runs.accurate(seeds));
            }
        }
        System.out.println(FigureReport.table(figures));
        out.ifPresent(
                file -> TextFile.write(file, FigureReport.json(figures, Machines.description())));
        return 0;
    }

    private Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : only) {
            try {
                parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new OptionException(
                        "--only %s is no part; take throughput, checkpoints, fast or accurate."
                                .formatted(name));
            }
        }
        return parts.isEmpty() ? EnumSet.allOf(Part.class) : parts;
    }

    private static DataSet load(Path folder) {
        try {
            return MnistFolder.load(folder);
        } catch (DataException e) {
            throw new ReportException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void progress(String line) {
        System.err.println(line);
    }
}
