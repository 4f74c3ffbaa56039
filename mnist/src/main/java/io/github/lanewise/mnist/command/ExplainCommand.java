package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.explain.Digits;
import io.github.lanewise.mnist.explain.Explanation;
import io.github.lanewise.mnist.explain.OutputFolder;
import io.github.lanewise.mnist.training.Normalization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lanewise explain}: pictures of what a network has learned. */
@Command(
        name = "explain",
        description = "Shows in pictures what a trained network has learned.",
        footer = {
            "",
            "The folder gets PNG files, filters.json and index.html, which needs no other file and no"
                    + " network. Equal inputs give equal files."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String OUT = "--out";
    private static final String DIGITS = "--digits";
    private static final String TOP = "--top";
    private static final int MOST = 100;

    private final Host host;

    @Mixin private final WeightsArguments weights = new WeightsArguments();
    @Mixin private final DataArguments data = new DataArguments();

    @Option(
            names = OUT,
            required = true,
            paramLabel = "DIR",
            description = "Write the pictures and the page to this folder; it is created.")
    private Path out = Path.of("");

    @Option(
            names = DIGITS,
            split = ",",
            paramLabel = "N",
            description =
                    "Classes, by number, whose first test images are looked at one by one, such as"
                            + " 0,3,8"
                            + " (default: all).")
    private List<Integer> digits = List.of();

    @Option(
            names = TOP,
            paramLabel = "N",
            description =
                    "Parts of images that are shown for each channel, 1 to 100 (default:"
                            + " ${DEFAULT-VALUE}).")
    private int top = 8;

    @Mixin private final NormalizationArguments pixels = new NormalizationArguments();
    @Mixin private final ThreadArguments threads = new ThreadArguments();

    ExplainCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws DataException {
        int count = threads.count();
        Checks.named(OUT, out);
        Checks.range(TOP, top, 1, MOST);
        pixels.check();
        try (TrainedNetwork trained = weights.open()) {
            int classes = trained.network().output().elements();
            digits.forEach(digit -> Checks.range(DIGITS, digit, 0, classes - 1));
            trained.requireFinite(weights.file());
            DataGuard.requireElsewhere(Map.of(OUT, out), data.source(host));
            Loading loading = data.load(host, count, Loading.interpretation(trained.network()));
            OutputFolder folder = OutputFolder.open(out, OUT);
            DataSet set = trained.await(loading);
            host.out().println(loading.source().reason());
            Digits chosen = chosen(set, trained, classes);
            String model = trained.metadata().model().name();
            try (Workers workers = new Workers(count)) {
                new Explanation(trained.network(), chosen, workers, folder)
                        .write("What " + model + " has learned", top);
            }
            host.out()
                    .println(
                            "What %s from %s has learned: %s."
                                    .formatted(
                                            model, weights.file(), out.resolve(Explanation.PAGE)));
        }
        return ExitStatus.OK;
    }

    private Digits chosen(DataSet set, TrainedNetwork trained, int classes) {
        for (int digit : digits) {
            if (Digits.first(set.test(), digit).isEmpty()) {
                throw new CommandException(
                        ExitStatus.DATA,
                        "%s names %d, but no test image is of that class; leave it out."
                                .formatted(DIGITS, digit));
            }
        }
        Normalization normalization =
                pixels.given()
                        .or(trained.metadata()::normalization)
                        .orElse(Normalization.FRACTIONS);
        List<Integer> all = IntStream.range(0, classes).boxed().toList();
        return new Digits(set, normalization, digits.isEmpty() ? all : digits);
    }
}
