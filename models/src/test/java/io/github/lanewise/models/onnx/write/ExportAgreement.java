package io.github.lanewise.models.onnx.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.util.Map;
import java.util.SplittableRandom;

/** Compares ONNX Runtime, on the exported model, with the engine. */
final class ExportAgreement {
    /** Of probabilities; the sums of both round differently. */
    private static final double TOLERANCE = 1e-5;

    private ExportAgreement() {}

    /** Draws biases, normalizations and images, and checks logits and probabilities. */
    static void check(Network network, int images, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        network.parameters().stream()
                .filter(parameter -> parameter.extents().size() == 1)
                .forEach(parameter -> draw(parameter, random));
        Shape shape = network.input();
        float[] nchw = new float[images * shape.elements()];
        for (int i = 0; i < nchw.length; i++) {
            nchw[i] = (float) random.nextDouble(-1, 1);
        }
        float[] expected;
        try (Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            expected = inference.predict(nchw);
        }
        Values input = Values.of(nchw, images, shape.channels(), shape.height(), shape.width());
        Values logits = run(NetworkExport.of(network), input, NetworkExport.LOGITS);
        Values probabilities =
                run(
                        NetworkExport.of(network).withProbabilities(),
                        input,
                        NetworkExport.PROBABILITIES);
        int classes = network.output().elements();
        assertThat(probabilities.extents()).containsExactly((long) images, (long) classes);
        assertThat(logits.extents().getFirst()).isEqualTo(images);
        assertThat(logits.elements()).hasSize(images * classes);
        for (int image = 0; image < images; image++) {
            double[] softmax = softmax(logits.toArray(), image * classes, classes);
            for (int i = 0; i < classes; i++) {
                double wanted = expected[image * classes + i];
                float given = probabilities.elements().get(image * classes + i);
                assertThat((double) given).isCloseTo(wanted, within(TOLERANCE));
                assertThat(softmax[i]).isCloseTo(wanted, within(TOLERANCE));
            }
        }
    }

    private static Values run(NetworkExport export, Values input, String output) {
        Map<String, Values> outputs =
                OnnxRuntime.run(export.model().toBytes(), Map.of(NetworkExport.INPUT, input));
        assertThat(outputs).containsOnlyKeys(output);
        return outputs.values().iterator().next();
    }

    /** Variances are above 0; all else is around 0, or 1 where it scales. */
    private static void draw(Parameter parameter, SplittableRandom random) {
        float[] values = parameter.toArray();
        boolean scales =
                parameter.name().endsWith("weight") || parameter.name().endsWith("running_var");
        for (int i = 0; i < values.length; i++) {
            double drawn = random.nextDouble(-0.5, 0.5);
            values[i] = (float) (scales ? 1 + drawn : drawn);
        }
        parameter.set(values);
    }

    private static double[] softmax(float[] logits, int first, int classes) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            highest = Math.max(highest, logits[first + i]);
        }
        double[] softmax = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            softmax[i] = Math.exp(logits[first + i] - highest);
            sum += softmax[i];
        }
        for (int i = 0; i < classes; i++) {
            softmax[i] /= sum;
        }
        return softmax;
    }
}
