package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.kernel.VectorMath;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of one number over neighbouring floats; offsets are in bytes. A result depends on its
 * number only, not on its place: floats that fill no vector are computed in one with others. NaN
 * stays NaN.
 */
public final class UnaryKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private UnaryKernel() {}

    /**
     * {@code y[i] = f(x[i])}.
     *
     * @param y may be the same memory as x, at the same place
     * @param count number of floats
     */
    public static void apply(
            Activation activation,
            MemorySegment x,
            long xOffset,
            MemorySegment y,
            long yOffset,
            int count) {
        if (activation.isNone()) {
            if (x.address() + xOffset != y.address() + yOffset) {
                MemorySegment.copy(x, xOffset, y, yOffset, 4L * count);
            }
            return;
        }
        int vectors = count / Lanes.COUNT;
        if (vectors > 0) {
            vectors(activation, x, xOffset, y, yOffset, vectors);
        }
        long rest = 4L * (count % Lanes.COUNT);
        if (rest > 0) {
            long done = (long) vectors * V;
            MemorySegment vector = SpareVectors.ofThread();
            MemorySegment.copy(x, xOffset + done, vector, 0, rest);
            vectors(activation, vector, 0, vector, 0, 1);
            MemorySegment.copy(vector, 0, y, yOffset + done, rest);
        }
    }

    private static void vectors(
            Activation activation,
            MemorySegment x,
            long xOffset,
            MemorySegment y,
            long yOffset,
            int count) {
        float alpha = activation.alpha();
        float beta = activation.beta();
        switch (activation.function()) {
            case IDENTITY -> MemorySegment.copy(x, xOffset, y, yOffset, (long) count * V);
            case RELU -> rectify(x, xOffset, y, yOffset, count);
            case LEAKY_RELU -> leak(alpha, x, xOffset, y, yOffset, count);
            case ELU -> ExponentialKernel.elu(alpha, 1, x, xOffset, y, yOffset, count);
            case SELU -> ExponentialKernel.elu(alpha, beta, x, xOffset, y, yOffset, count);
            case SIGMOID -> ExponentialKernel.sigmoid(x, xOffset, y, yOffset, count);
            case HARD_SIGMOID -> hardSigmoid(alpha, beta, x, xOffset, y, yOffset, count);
            case HARD_SWISH -> hardSwish(x, xOffset, y, yOffset, count);
            case TANH -> VectorMath.tanh(x, xOffset, y, yOffset, count);
            case SOFTPLUS -> ExponentialKernel.softplus(x, xOffset, y, yOffset, count);
            case CLIP -> clip(alpha, beta, x, xOffset, y, yOffset, count);
            case SQUARE_ROOT -> squareRoot(x, xOffset, y, yOffset, count);
            case EXPONENTIAL -> ExponentialKernel.exponential(x, xOffset, y, yOffset, count);
        }
    }

    private static void rectify(
            MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < count; i++) {
            FloatVector v = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            v.blend(zero, v.lt(zero)).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    private static void leak(
            float alpha, MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector v = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            v.blend(v.mul(alpha), v.lt(0f)).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    private static void clip(
            float least,
            float most,
            MemorySegment x,
            long xOffset,
            MemorySegment y,
            long yOffset,
            int count) {
        FloatVector lower = FloatVector.broadcast(S, least);
        FloatVector upper = FloatVector.broadcast(S, most);
        for (int i = 0; i < count; i++) {
            FloatVector v = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            v = v.blend(lower, v.lt(lower));
            v.blend(upper, upper.lt(v)).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    private static void hardSigmoid(
            float alpha,
            float beta,
            MemorySegment x,
            long xOffset,
            MemorySegment y,
            long yOffset,
            int count) {
        FloatVector slope = FloatVector.broadcast(S, alpha);
        FloatVector middle = FloatVector.broadcast(S, beta);
        for (int i = 0; i < count; i++) {
            FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER)
                    .fma(slope, middle)
                    .min(1f)
                    .max(0f)
                    .intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    private static void hardSwish(
            MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        FloatVector slope = FloatVector.broadcast(S, 1f / 6);
        FloatVector middle = FloatVector.broadcast(S, 0.5f);
        for (int i = 0; i < count; i++) {
            FloatVector v = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            v.mul(v.fma(slope, middle).min(1f).max(0f))
                    .intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    private static void squareRoot(
            MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER)
                    .sqrt()
                    .intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }
}
