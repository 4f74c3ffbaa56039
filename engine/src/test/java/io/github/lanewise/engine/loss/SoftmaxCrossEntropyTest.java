package io.github.lanewise.engine.loss;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.reference.ReferenceLoss;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SoftmaxCrossEntropyTest {
    /** Relative error of the engine's exponential, as its documentation promises. */
    private static final double EXP_ERROR = 2e-7;

    @Property(tries = 200)
    void lossAndGradientAreTheReferences(
            @ForAll @IntRange(min = 1, max = 40) int classes,
            @ForAll @IntRange(min = 1, max = 16) int wanted,
            @ForAll @FloatRange(min = 0, max = 200) float scale,
            @ForAll long seed) {
        int images = Math.min(wanted, Lanes.COUNT);
        float[] logits = Values.uniform(seed, images * classes);
        for (int i = 0; i < logits.length; i++) {
            logits[i] *= scale;
        }
        int[] labels = Values.labels(seed + 1, images, classes);
        ReferenceLoss reference = new ReferenceLoss(images, classes);
        double[] wide = Values.widen(logits);
        // A sum of exponentials is as exact as they are, with the rounding of x − max in front: a
        // relative error of u·|x − max| in e^(x − max).
        double relative = EXP_ERROR + Tolerance.sum(classes) + 2 * Tolerance.UNIT * (1 + 2 * scale);
        try (Workspace workspace = new Workspace()) {
            Run run = new Run(workspace, classes, logits, labels);
            assertThat(run.loss.loss())
                    .isCloseTo(images * reference.loss(wide, labels), within(images * relative));
            assertWithin(
                    "probabilities",
                    run.probabilities,
                    reference.probabilities(wide),
                    bounds(2 * relative, logits.length));
            assertWithin(
                    "gradient",
                    run.gradient,
                    reference.gradient(wide, labels),
                    bounds(2 * relative / images, logits.length));
            assertThat(run.unusedLanes).containsOnly(0f);
        }
    }

    @Property(tries = 200)
    void smoothedLabelsShareTheTarget(
            @ForAll @IntRange(min = 1, max = 20) int classes,
            @ForAll @DoubleRange(min = 0, max = 0.9) double smoothing,
            @ForAll long seed) {
        float[] logits = Values.uniform(seed, classes);
        int label = Values.labels(seed + 1, 1, classes)[0];
        double[] p = new ReferenceLoss(1, classes).probabilities(Values.widen(logits));
        try (Workspace workspace = new Workspace()) {
            Run run = new Run(workspace, classes, logits, new int[] {label}, smoothing);
            double loss = 0;
            for (int k = 0; k < classes; k++) {
                double q = smoothing / classes + (k == label ? 1 - smoothing : 0);
                loss -= q * Math.log(p[k]);
                assertThat(run.gradient[k]).isCloseTo((float) (p[k] - q), within(1e-5f));
            }
            assertThat(run.loss.loss()).isCloseTo(loss, within(1e-5));
        }
    }

    @Property(tries = 100)
    void theFirstLargestLogitIsThePrediction(
            @ForAll @IntRange(min = 1, max = 12) int classes,
            @ForAll @IntRange(min = 1, max = 16) int wanted,
            @ForAll long seed) {
        int images = Math.min(wanted, Lanes.COUNT);
        float[] logits = Values.integers(seed, images * classes, 2);
        int[] labels = Values.labels(seed + 1, images, classes);
        try (Workspace workspace = new Workspace()) {
            Run run = new Run(workspace, classes, logits, labels);
            int correct = 0;
            for (int n = 0; n < images; n++) {
                int best = 0;
                for (int k = 1; k < classes; k++) {
                    best = logits[n * classes + k] > logits[n * classes + best] ? k : best;
                }
                assertThat(run.loss.predicted(n)).isEqualTo(best);
                correct += best == labels[n] ? 1 : 0;
            }
            assertThat(run.loss.correct()).isEqualTo(correct);
        }
    }

    @Test
    void equalLogitsLoseTheLogarithmOfTheClasses() {
        try (Workspace workspace = new Workspace()) {
            Run run = new Run(workspace, 10, new float[20], new int[] {3, 9});
            assertThat(run.loss.loss()).isCloseTo(2 * Math.log(10), within(1e-6));
        }
    }

    @Test
    void hugeLogitsGiveNeitherInfinityNorNaN() {
        float[] logits = {1e30f, -1e30f, 0, 3e38f, -3e38f, 3e38f};
        try (Workspace workspace = new Workspace()) {
            Run run = new Run(workspace, 3, logits, new int[] {0, 0});
            assertThat(run.loss.loss()).isBetween(0.0, 1.0);
            assertThat(run.gradient).doesNotContain(Float.NaN);
        }
    }

    private static double[] bounds(double bound, int count) {
        double[] bounds = new double[count];
        Arrays.fill(bounds, bound);
        return bounds;
    }

    /** One call with NaN in everything that has to be written. */
    private static final class Run {
        final SoftmaxCrossEntropy loss;
        final float[] probabilities;
        final float[] gradient;
        final float[] unusedLanes;

        Run(Workspace workspace, int classes, float[] logits, int[] labels) {
            this(workspace, classes, logits, labels, 0);
        }

        Run(Workspace workspace, int classes, float[] logits, int[] labels, double smoothing) {
            int images = labels.length;
            Tensor x = workspace.tensor(Shape.vector(classes));
            Tensor dx = workspace.tensor(Shape.vector(classes));
            x.load(logits, 0, images);
            dx.fill(Float.NaN);
            int[] lanes = Arrays.copyOf(labels, Lanes.COUNT);
            loss = new SoftmaxCrossEntropy(x, dx, smoothing, workspace);
            loss.forward(lanes, images);
            probabilities = new float[logits.length];
            dx.store(probabilities, 0, images);
            loss.backward(lanes, images, 1f / images);
            gradient = new float[logits.length];
            dx.store(gradient, 0, images);
            float[] all = new float[Lanes.COUNT * classes];
            dx.store(all, 0, Lanes.COUNT);
            unusedLanes = Arrays.copyOfRange(all, logits.length, all.length + 1);
        }
    }
}
