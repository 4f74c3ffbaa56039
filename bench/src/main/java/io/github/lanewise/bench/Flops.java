package io.github.lanewise.bench;

import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Tensor;

/**
 * How many floating-point operations each piece of work takes: the only place that counts them. A
 * multiplication with addition is two. Counted is what the formula needs, not what a kernel does:
 * bias, padding and overlapping tiles count for nothing.
 */
public final class Flops {
    private static final long PER_MULTIPLY_ADD = 2;

    private Flops() {}

    /** Returns those of multiply-adds of whole vectors with some floats each. */
    static long vectors(long multiplyAdds, int lanes) {
        return PER_MULTIPLY_ADD * multiplyAdds * lanes;
    }

    /**
     * Returns N·2·K·P·Q·(C/groups)·R·S, for the forward pass and equally for the gradient of the
     * input and for that of the filters: those of the direct algorithm.
     */
    public static long convolution(ConvShape g) {
        long taps = (long) g.c() / g.groups() * g.r() * g.s();
        return PER_MULTIPLY_ADD * g.yElements() * taps;
    }

    /** Returns 2·I·O per image of a lane group, for each of the three directions alike. */
    public static long dense(int inputs, int outputs) {
        return vectors((long) inputs * outputs, Tensor.LANES);
    }

    /**
     * Returns those of a training step: each layer with weights once forward, once for the gradient
     * of the weights, and once for that of its input, which the first of them does not need.
     */
    public static long trainingStep(Network network, int images) {
        long total = 0;
        long first = 0;
        for (NamedLayer layer : network.layers()) {
            long multiplyAdds = layer.layer().multiplyAdds(layer.input());
            first = total == 0 ? multiplyAdds : first;
            total += multiplyAdds;
        }
        return PER_MULTIPLY_ADD * (3 * total - first) * images;
    }
}
