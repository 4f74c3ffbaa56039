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
        for (int i = 0; i < count; i++) {
            long at = range.from() + (long) i * V;
            FloatVector w = load(range.values(), at);
            FloatVector g = w.fma(broadcast(decay), load(range.gradients(), at));
            g.fma(broadcast(-rate), w).intoMemorySegment(range.values(), at, ORDER);
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
        FloatVector gain = broadcast(nesterov ? momentum : 1);
        FloatVector direct = broadcast(nesterov ? 1 : 0);
        for (int i = 0; i < count; i++) {
            long at = range.from() + (long) i * V;
            FloatVector w = load(range.values(), at);
            FloatVector g = w.fma(broadcast(decay), load(range.gradients(), at));
            FloatVector v = load(velocity, at).fma(broadcast(momentum), g);
            v.intoMemorySegment(velocity, at, ORDER);
            FloatVector change = g.mul(direct).add(v.mul(gain));
            change.fma(broadcast(-rate), w).intoMemorySegment(range.values(), at, ORDER);
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
        for (int i = 0; i < count; i++) {
            long at = range.from() + (long) i * V;
            FloatVector w = load(range.values(), at);
            FloatVector g = w.fma(broadcast(a.decay), load(range.gradients(), at));
            FloatVector m = load(mean, at).mul(a.beta1).add(g.mul(a.newMean));
            FloatVector v = load(square, at).mul(a.beta2).add(g.mul(g).mul(a.newSquare));
            m.intoMemorySegment(mean, at, ORDER);
            v.intoMemorySegment(square, at, ORDER);
            FloatVector root = v.sqrt().fma(broadcast(a.rootScale), broadcast(a.epsilon));
            w.mul(a.shrink)
                    .sub(m.div(root).mul(a.rate))
                    .intoMemorySegment(range.values(), at, ORDER);
        }
    }

    private static int vectors(ParameterRange range) {
        return Math.toIntExact((range.to() - range.from()) / V);
    }

    private static FloatVector load(MemorySegment segment, long at) {
        return FloatVector.fromMemorySegment(S, segment, at, ORDER);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(S, value);
    }
}
