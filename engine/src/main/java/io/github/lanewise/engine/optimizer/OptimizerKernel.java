package io.github.lanewise.engine.optimizer;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Updates of parameters, a range of whole vectors at a time. */
final class OptimizerKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private OptimizerKernel() {}

    /** w −= rate · (g + decay · w). */
    static void sgd(ParameterRange range, float rate, float decay) {
        int count = vectors(range);
        FloatVector lambda = FloatVector.broadcast(S, decay);
        FloatVector step = FloatVector.broadcast(S, -rate);
        for (int i = 0; i < count; i++) {
            long at = range.from() + (long) i * V;
            FloatVector w = FloatVector.fromMemorySegment(S, range.values(), at, ORDER);
            FloatVector g =
                    w.fma(lambda, FloatVector.fromMemorySegment(S, range.gradients(), at, ORDER));
            g.fma(step, w).intoMemorySegment(range.values(), at, ORDER);
        }
    }

    /**
     * v = momentum · v + g', with g' = g + decay · w; w −= rate · v. With Nesterov w −= rate · (g'
     * + momentum · v).
     */
    static void momentum(
            ParameterRange range,
            MemorySegment velocity,
            float rate,
            float momentum,
            float decay,
            boolean nesterov) {
        int count = vectors(range);
        FloatVector gain = FloatVector.broadcast(S, nesterov ? momentum : 1);
        FloatVector direct = FloatVector.broadcast(S, nesterov ? 1 : 0);
        FloatVector lambda = FloatVector.broadcast(S, decay);
        FloatVector keep = FloatVector.broadcast(S, momentum);
        FloatVector step = FloatVector.broadcast(S, -rate);
        for (int i = 0; i < count; i++) {
            long at = range.from() + (long) i * V;
            FloatVector w = FloatVector.fromMemorySegment(S, range.values(), at, ORDER);
            FloatVector g =
                    w.fma(lambda, FloatVector.fromMemorySegment(S, range.gradients(), at, ORDER));
            FloatVector v = FloatVector.fromMemorySegment(S, velocity, at, ORDER).fma(keep, g);
            v.intoMemorySegment(velocity, at, ORDER);
            FloatVector change = g.mul(direct).add(v.mul(gain));
            change.fma(step, w).intoMemorySegment(range.values(), at, ORDER);
        }
    }

    /**
     * The constants of a step of Adam.
     *
     * @param beta1 decay of the mean
     * @param newMean 1 − beta1
     * @param beta2 decay of the mean square
     * @param newSquare 1 − beta2
     * @param rate learning rate divided by 1 − beta1^t
     * @param rootScale 1 / √(1 − beta2^t)
     * @param epsilon added to the root
     * @param decay weight decay that is added to the gradient
     * @param shrink factor of the weights before the step: 1 − rate · weight decay, decoupled
     */
    record Adam(
            float beta1,
            float newMean,
            float beta2,
            float newSquare,
            float rate,
            float rootScale,
            float epsilon,
            float decay,
            float shrink) {}

    /**
     * m = β₁m + (1 − β₁)g'; v = β₂v + (1 − β₂)g'²; w = shrink·w − rate·m / (√v·rootScale + ε), with
     * g' = g + decay·w.
     */
    static void adam(ParameterRange range, MemorySegment mean, MemorySegment square, Adam a) {
        int count = vectors(range);
        FloatVector lambda = FloatVector.broadcast(S, a.decay);
        FloatVector rootScale = FloatVector.broadcast(S, a.rootScale);
        FloatVector epsilon = FloatVector.broadcast(S, a.epsilon);
        for (int i = 0; i < count; i++) {
            long at = range.from() + (long) i * V;
            FloatVector w = FloatVector.fromMemorySegment(S, range.values(), at, ORDER);
            FloatVector g =
                    w.fma(lambda, FloatVector.fromMemorySegment(S, range.gradients(), at, ORDER));
            FloatVector m =
                    FloatVector.fromMemorySegment(S, mean, at, ORDER)
                            .mul(a.beta1)
                            .add(g.mul(a.newMean));
            FloatVector v =
                    FloatVector.fromMemorySegment(S, square, at, ORDER)
                            .mul(a.beta2)
                            .add(g.mul(g).mul(a.newSquare));
            m.intoMemorySegment(mean, at, ORDER);
            v.intoMemorySegment(square, at, ORDER);
            FloatVector root = v.sqrt().fma(rootScale, epsilon);
            w.mul(a.shrink)
                    .sub(m.div(root).mul(a.rate))
                    .intoMemorySegment(range.values(), at, ORDER);
        }
    }

    private static int vectors(ParameterRange range) {
        return Math.toIntExact((range.to() - range.from()) / V);
    }
}
