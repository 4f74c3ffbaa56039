package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.image.ImageException;
import io.github.lanewise.mnist.prediction.ImageInput;
import io.github.lanewise.mnist.prediction.Predictor;
import io.github.lanewise.mnist.prediction.Ranking;
import io.github.lanewise.mnist.prediction.Ranking.Ranked;
import io.github.lanewise.mnist.report.PredictionLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lanewise predict}: the most probable classes of image files. */
@Command(
        name = "predict",
        description = "Shows the most probable classes of images.",
        footer = {
            "",
            "Images are grey or colour files in PNG, JPEG, GIF, BMP or TIFF. One that cannot be read"
                    + " is told, the others are predicted, and the status is that of missing data."
        })
final class PredictCommand implements Callable<Integer> {
    private static final int TOP = 3;

    private final Host host;

    @Mixin private final ModelArguments model = new ModelArguments();

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Image files, in any number.")
    private List<Path> images = List.of();

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "Show the K most probable classes (default: " + TOP + ").")
    private int top = TOP;

    @Option(
            names = LabelsFile.OPTION,
            paramLabel = "FILE",
            description =
                    "Names of the classes, one on each line (default: those of the model, else their"
                            + " numbers).")
    private Optional<Path> labels = Optional.empty();

    @Option(names = "--json", description = "Print a JSON object for each image, on its own line.")
    private boolean json;

    @Mixin private final ImageArguments pixels = new ImageArguments();
    @Mixin private final ThreadArguments threads = new ThreadArguments();

    PredictCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        Checks.atLeast("--top", top, 1);
        images.forEach(image -> Checks.named("IMAGE", image));
        labels.ifPresent(file -> Checks.named(LabelsFile.OPTION, file));
        model.check();
        pixels.check();
        try (Predictor predictor = model.open(threads.count())) {
            ImageInput input = pixels.input(predictor);
            Optional<List<String>> names =
                    labels.isPresent()
                            ? labels.map(file -> LabelsFile.read(file, predictor.classes()))
                            : predictor.classNames().known();
            PredictionLines lines =
                    json ? PredictionLines.json(names) : PredictionLines.text(names);
            int status = ExitStatus.OK;
            for (Path image : images) {
                try {
                    List<Ranked> ranked = ranked(predictor, input.read(image));
                    host.out().println(lines.of(image, ranked));
                } catch (ImageException e) {
                    status = Failures.handle(e, host.err());
                    lines.of(image, e).ifPresent(host.out()::println);
                }
            }
            return status;
        }
    }

    private List<Ranked> ranked(Predictor predictor, float[] image) {
        float[] scores = predictor.scores(image);
        for (float score : scores) {
            if (!Float.isFinite(score)) {
                throw new CommandException(
                        ExitStatus.WEIGHTS,
                        model.file()
                                + " gives scores that are no numbers: its weights are not finite.");
            }
        }
        return Ranking.of(scores, top);
    }
}
