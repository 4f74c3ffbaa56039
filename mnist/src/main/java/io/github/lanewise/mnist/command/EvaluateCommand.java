package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Confusion;
import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.AugmentedSamples;
import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.mnist.prediction.AveragedEvaluation;
import io.github.lanewise.mnist.prediction.Variants;
import io.github.lanewise.mnist.report.ConfusionTable;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.mnist.training.Trainer;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntBinaryOperator;
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
    /** Fixes the variants of images, whatever the network was trained with. */
    private static final long VARIANT_SEED = 1;

    private final Host host;

    @Mixin private final WeightsArguments weights = new WeightsArguments();

    @Mixin private final DataArguments data = new DataArguments();
    @Mixin private final NormalizationArguments pixels = new NormalizationArguments();
    @Mixin private final ThreadArguments threads = new ThreadArguments();
    @Mixin private final VariantArguments variants = new VariantArguments();

    /** What is shown. */
    private record Result(double loss, double accuracy, int classes, IntBinaryOperator count) {}

    EvaluateCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws DataException {
        int count = threads.count();
        pixels.check();
        Optional<Variants> averaged = variants.variants();
        try (TrainedNetwork trained = weights.open()) {
            Loading loading = data.load(host, count, Loading.interpretation(trained.network()));
            DataSet set = trained.await(loading);
            averaged.ifPresent(
                    variant -> AugmentArguments.checkSize(variant.augmentation(), set.test()));
            host.out().println(loading.source().reason());
            host.out()
                    .println(
                            "Model %s from %s, on %s test images of %s."
                                    .formatted(
                                            trained.metadata().model().name(),
                                            weights.file(),
                                            Numbers.count(set.test().count()),
                                            set.description()));
            Normalization normalization = normalization(trained.metadata());
            try (Workers workers = new Workers(count);
                    Inference inference = new Inference(trained.network(), workers)) {
                long start = System.nanoTime();
                Result result =
                        averaged.isPresent()
                                ? averaged(
                                        averaged.get(),
                                        trained,
                                        inference,
                                        workers,
                                        set.test(),
                                        normalization)
                                : plain(inference, set.test(), normalization);
                double seconds = (System.nanoTime() - start) * 1e-9;
                show(result, trained.metadata().classNames(), set.test().count() / seconds);
            }
        }
        return ExitStatus.OK;
    }

    /** One for all channels. */
    private Normalization normalization(WeightsMetadata metadata) {
        return pixels.given().or(metadata::normalization).orElse(Normalization.FRACTIONS);
    }

    private static Result plain(
            Inference inference, LabelledImages images, Normalization normalization) {
        Evaluation result = inference.evaluate(Trainer.samples(images, normalization));
        Confusion confusion = result.confusion();
        return new Result(result.loss(), result.accuracy(), confusion.classes(), confusion::count);
    }

    private static Result averaged(
            Variants variants,
            TrainedNetwork trained,
            Inference inference,
            Workers workers,
            LabelledImages images,
            Normalization normalization) {
        AveragedEvaluation result =
                AveragedEvaluation.of(
                        inference,
                        workers,
                        trained.network().output().elements(),
                        samples(images, normalization, Augmentation.NONE),
                        samples(images, normalization, variants.augmentation()),
                        variants.count());
        return new Result(result.loss(), result.accuracy(), result.classes(), result::count);
    }

    private static AugmentedSamples samples(
            LabelledImages images, Normalization normalization, Augmentation augmentation) {
        return new AugmentedSamples(
                images, normalization.scale(), normalization.shift(), augmentation, VARIANT_SEED);
    }

    private void show(Result result, ClassNames names, double imagesPerSecond) {
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
        out.println("images/s  " + Numbers.count(Math.round(imagesPerSecond)));
        out.println();
        ConfusionTable.lines(result.classes(), names, result.count()).forEach(out::println);
    }
}
