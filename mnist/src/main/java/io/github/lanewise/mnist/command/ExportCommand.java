package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.report.OutputFile;
import io.github.lanewise.models.onnx.write.NetworkExport;
import io.github.lanewise.models.onnx.write.OnnxModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lanewise export}: trained weights as an ONNX model. */
@Command(
        name = "export",
        description = "Writes a trained network as an ONNX model, for other programs to run.",
        footer = {
            "",
            "The model has the input 'input', N x channels x height x width, and the output"
                    + " 'logits', N x classes, before any softmax. Its metadata tells how pixels"
                    + " become input."
        })
final class ExportCommand implements Callable<Integer> {
    private static final String ONNX = ModelArguments.ONNX;

    private final Host host;

    @Mixin private final WeightsArguments weights = new WeightsArguments();

    @Option(
            names = ONNX,
            required = true,
            paramLabel = "FILE",
            description = "Write the model to this file.")
    private Path onnx = Path.of("");

    ExportCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        Checks.named(ONNX, onnx);
        OutputFile.requireReplaceable(onnx, ONNX);
        try (TrainedNetwork trained = weights.open()) {
            if (OutputFile.same(weights.file(), onnx)) {
                throw CommandException.usage(
                        TrainedNetwork.WEIGHTS + " and " + ONNX + " name the same file; name two.");
            }
            Map<String, String> strings = new HashMap<>(trained.strings());
            strings.putAll(trained.metadata().modelStrings(trained.network()));
            OnnxModel model = NetworkExport.of(trained.network()).metadata(strings).model();
            model.write(onnx);
            host.out()
                    .println(
                            "Model %s from %s written to %s, %s bytes."
                                    .formatted(
                                            trained.metadata().model().name(),
                                            weights.file(),
                                            onnx,
                                            Numbers.count(model.size())));
            host.out()
                    .println(
                            "Input '%s': N×%s, %s. Output '%s': N×%d."
                                    .formatted(
                                            NetworkExport.INPUT,
                                            trained.network().input(),
                                            pixels(trained.metadata()),
                                            NetworkExport.LOGITS,
                                            trained.network().output().elements()));
        }
        return ExitStatus.OK;
    }

    private static String pixels(WeightsMetadata metadata) {
        return metadata.normalization()
                .map(known ->
                        "pixel · %s + %s for pixels from 0 to 255"
                                .formatted(known.scale(), known.shift()))
                .orElse("pixels as in training, of which the weights say nothing");
    }
}
