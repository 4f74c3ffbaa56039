package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Confusion;
import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.command.DataArguments.Loading;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.report.ConfusionTable;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.mnist.training.Trainer;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lanewise eval}: how well trained weights do on the test images. */
@Command(
        name = "eval",
        description = "Shows how well trained weights do on the test images.",
        footer = {
            "",
            "The weights file or --model names the model. 'images/s' includes the warm-up of the JVM."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Host host;

    @Mixin private final WeightsArguments weights = new WeightsArguments();

    @Mixin private final DataArguments data = new DataArguments();
    @Mixin private final NormalizationArguments pixels = new NormalizationArguments();
    @Mixin private final ThreadArguments threads = new ThreadArguments();

    EvaluateCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws DataException {
        int count = threads.count();
        pixels.check();
        try (TrainedNetwork trained = weights.open()) {
            Loading loading = data.load(host, count);
            DataSet set = loading.await(trained.network().input());
            host.out().println(loading.source().reason());
            host.out()
                    .println(
                            "Model %s from %s, on %s test images of %s."
                                    .formatted(
                                            trained.metadata().model().name(),
                                            weights.file(),
                                            Numbers.count(set.test().count()),
                                            set.description()));
            try (Workers workers = new Workers(count);
                    Inference inference = new Inference(trained.network(), workers)) {
                evaluate(inference, Trainer.samples(set.test(), normalization(trained.metadata())));
            }
        }
        return ExitStatus.OK;
    }

    /** The images have one channel. */
    private Normalization normalization(WeightsMetadata metadata) {
        return pixels.given(1)
                .map(List::getFirst)
                .or(metadata::normalization)
                .orElse(Normalization.FRACTIONS);
    }

    private void evaluate(Inference inference, Samples samples) {
        long start = System.nanoTime();
        Evaluation result = inference.evaluate(samples);
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (!Double.isFinite(result.loss())) {
            throw new CommandException(
                    ExitStatus.WEIGHTS,
                    weights.file()
                            + " gives a loss that is no number: its weights are not finite.");
        }
        PrintWriter out = host.out();
        out.println();
        out.println("loss      " + Numbers.loss(result.loss()));
        out.println("accuracy  " + Numbers.percent(result.accuracy()));
        out.println("images/s  " + Numbers.count(Math.round(samples.count() / seconds)));
        out.println();
        Confusion confusion = result.confusion();
        ConfusionTable.lines(confusion.classes(), confusion::count).forEach(out::println);
    }
}
