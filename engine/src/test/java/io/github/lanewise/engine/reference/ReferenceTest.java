package io.github.lanewise.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The oracle against sums done by hand, and its gradients against finite differences. */
final class ReferenceTest {
    private static final double STEP = 1e-5;
    private static final double DIFFERENCE_ERROR = 1e-8;

    private static final Windows STRIDED =
            new Windows(new Axis(5, 3, 2, 1, 0), new Axis(6, 2, 1, 0, 1));

    @Test
    void axisCountsOutputs() {
        assertThat(Axis.of(28, 5, 1, 2).outputs()).isEqualTo(28);
        assertThat(Axis.of(7, 3, 2, 0).outputs()).isEqualTo(3);
        assertThat(Axis.of(2, 3, 1, 0).outputs()).isZero();
        assertThat(Axis.of(1, 4, 3, 0).outputs()).isZero();
    }

    @Test
    void convolutionIsTheSumDoneByHand() {
        // 1 2 3     filter 1 10    padded by one column on the right, stride 1
        // 4 5 6            0 −1
        Windows windows = new Windows(new Axis(2, 2, 1, 0, 0), new Axis(3, 2, 1, 0, 1));
        ReferenceConvolution convolution = new ReferenceConvolution(1, 1, 1, windows);
        double[] y =
                convolution.forward(
                        new double[] {1, 2, 3, 4, 5, 6},
                        new double[] {1, 10, 0, -1},
                        new double[] {100});
        assertThat(y).containsExactly(100 + 21 - 5, 100 + 32 - 6, 100 + 3);
    }

    @Test
    void convolutionGradientsAreFiniteDifferences() {
        ReferenceConvolution convolution = new ReferenceConvolution(2, 2, 3, STRIDED);
        double[] x = Values.widen(Values.uniform(1, convolution.inputCount()));
        double[] w = Values.widen(Values.uniform(2, convolution.weightCount()));
        double[] b = Values.widen(Values.uniform(3, 3));
        double[] dy = Values.widen(Values.uniform(4, convolution.outputCount()));
        assertGradient(
                x,
                v -> Values.dot(convolution.forward(v, w, b), dy),
                convolution.backwardData(dy, w));
        assertGradient(
                w,
                v -> Values.dot(convolution.forward(x, v, b), dy),
                convolution.backwardWeights(x, dy));
        assertGradient(
                b, v -> Values.dot(convolution.forward(x, w, v), dy), convolution.backwardBias(dy));
    }

    @Test
    void flippingTurnsEachFilterByHalfATurn() {
        Windows windows = new Windows(Axis.of(4, 2, 1, 0), Axis.of(4, 3, 1, 0));
        double[] flipped =
                new ReferenceConvolution(1, 1, 1, windows).flip(new double[] {1, 2, 3, 4, 5, 6});
        assertThat(flipped).containsExactly(6, 5, 4, 3, 2, 1);
    }

    @Test
    void poolingIsWhatHandsDo() {
        // −1 −2 | −3        windows of 1×2, stride 2, one column of padding on each side:
        // −4 −4 | −4        (pad, −1), (−2, −3) and (pad, −4), (−4, −4)
        Windows windows = new Windows(Axis.of(2, 1, 1, 0), Axis.of(3, 2, 2, 1));
        ReferencePooling pooling = new ReferencePooling(1, windows);
        double[] x = {-1, -2, -3, -4, -4, -4};
        assertThat(pooling.maximum(x)).containsExactly(-1, -2, -4, -4);
        assertThat(pooling.minimum(x)).containsExactly(-1, -3, -4, -4);
        assertThat(pooling.average(x, true)).containsExactly(-0.5, -2.5, -2, -4);
        assertThat(pooling.average(x, false)).containsExactly(-1, -2.5, -4, -4);
        assertThat(pooling.maximumBackward(x, new double[] {1, 2, 3, 4}))
                .containsExactly(1, 2, 0, 3, 4, 0);
        assertThat(pooling.averageBackward(new double[] {1, 2, 3, 4}, false))
                .containsExactly(1, 1, 1, 3, 2, 2);
    }

    @Test
    void poolingGradientsAreFiniteDifferences() {
        ReferencePooling pooling = new ReferencePooling(4, STRIDED);
        double[] x = Values.widen(Values.uniform(1, 4 * STRIDED.inputs()));
        double[] dy = Values.widen(Values.uniform(2, 4 * STRIDED.outputs()));
        assertGradient(x, v -> Values.dot(pooling.maximum(v), dy), pooling.maximumBackward(x, dy));
        for (boolean countPadding : new boolean[] {true, false}) {
            assertGradient(
                    x,
                    v -> Values.dot(pooling.average(v, countPadding), dy),
                    pooling.averageBackward(dy, countPadding));
        }
    }

    @Test
    void denseGradientsAreFiniteDifferences() {
        ReferenceDense dense = new ReferenceDense(3, 5, 4);
        double[] x = Values.widen(Values.uniform(1, 15));
        double[] w = Values.widen(Values.uniform(2, 20));
        double[] b = Values.widen(Values.uniform(3, 4));
        double[] dy = Values.widen(Values.uniform(4, 12));
        assertThat(
                        new ReferenceDense(1, 2, 1)
                                .forward(
                                        new double[] {2, 3}, new double[] {5, 7}, new double[] {1}))
                .containsExactly(32);
        assertGradient(x, v -> Values.dot(dense.forward(v, w, b), dy), dense.backwardData(dy, w));
        assertGradient(
                w, v -> Values.dot(dense.forward(x, v, b), dy), dense.backwardWeights(x, dy));
        assertGradient(b, v -> Values.dot(dense.forward(x, w, v), dy), dense.backwardBias(dy));
    }

    @Test
    void activationGradientsAreFiniteDifferences() {
        double[] x = Values.widen(Values.uniform(1, 50));
        double[] dy = Values.widen(Values.uniform(2, 50));
        assertGradient(
                x,
                v -> Values.dot(ReferenceActivations.relu(v), dy),
                ReferenceActivations.reluBackward(x, dy));
        assertGradient(
                x,
                v -> Values.dot(ReferenceActivations.tanh(v), dy),
                ReferenceActivations.tanhBackward(x, dy));
    }

    @Test
    void lossIsKnownForEqualLogitsAndItsGradientIsAFiniteDifference() {
        ReferenceLoss loss = new ReferenceLoss(4, 10);
        int[] labels = {0, 9, 3, 3};
        assertThat(loss.loss(new double[40], labels)).isCloseTo(Math.log(10), within(1e-15));
        double[] logits = Values.widen(Values.uniform(1, 40));
        assertGradient(logits, v -> loss.loss(v, labels), loss.gradient(logits, labels));
    }

    @Test
    void optimizersTakeTheStepsDoneByHand() {
        double[] plain = {1};
        ReferenceSgd sgd = new ReferenceSgd(1, 0.5, false, 0);
        sgd.step(plain, new double[] {2}, 0.1);
        sgd.step(plain, new double[] {2}, 0.1);
        assertThat(plain[0]).isCloseTo(1 - 0.2 - 0.1 * (0.5 * 2 + 2), within(1e-15));

        double[] nesterov = {1};
        new ReferenceSgd(1, 0.5, true, 0.25).step(nesterov, new double[] {2}, 0.1);
        assertThat(nesterov[0]).isCloseTo(1 - 0.1 * (2.25 + 0.5 * 2.25), within(1e-15));

        // The first step of Adam is η in the direction of −sign(gradient), whatever its size.
        double[] adam = {1};
        new ReferenceAdam(1, 0, false).step(adam, new double[] {-3}, 0.1);
        assertThat(adam[0]).isCloseTo(1.1, within(1e-9));
        double[] decoupled = {1};
        new ReferenceAdam(1, 0.5, true).step(decoupled, new double[] {-3}, 0.1);
        assertThat(decoupled[0]).isCloseTo(0.95 + 0.1, within(1e-9));
    }

    /** Compares {@code gradient} at {@code point} with central differences of {@code function}. */
    private static void assertGradient(
            double[] point, ToDoubleFunction<double[]> function, double[] gradient) {
        assertThat(gradient).hasSameSizeAs(point);
        for (int i = 0; i < point.length; i++) {
            double[] moved = point.clone();
            moved[i] = point[i] + STEP;
            double above = function.applyAsDouble(moved);
            moved[i] = point[i] - STEP;
            double below = function.applyAsDouble(moved);
            assertThat(gradient[i])
                    .as("element %d", i)
                    .isCloseTo((above - below) / (2 * STEP), within(DIFFERENCE_ERROR));
        }
    }
}
