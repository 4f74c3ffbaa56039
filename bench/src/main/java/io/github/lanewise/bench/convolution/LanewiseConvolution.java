package io.github.lanewise.bench.convolution;

import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.network.LaneRule;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;

/** Convolutions by Lanewise, with in the lanes what an inference would have there. */
public class LanewiseConvolution extends ConvolutionBenchmark {
    /** Returns whether Lanewise has such a layer: not with dilation, and not with groups. */
    public static boolean supports(ConvShape shape) {
        return shape.dilation() == 1 && shape.groups() == 1;
    }

    /**
     * Returns the layer.
     *
     * @throws IllegalArgumentException if Lanewise has no such layer
     */
    static Conv2d layer(ConvShape shape) {
        if (!supports(shape)) {
            throw new IllegalArgumentException(
                    "Lanewise has no convolutions with dilation or groups, so not the layer %s."
                            .formatted(shape));
        }
        return Conv2d.of(shape.k(), shape.r(), shape.s())
                .stride(shape.strideHeight(), shape.strideWidth())
                .padding(shape.padHeight(), shape.padWidth());
    }

    private static LaneAxis lanes(ConvShape g) {
        return LaneRule.lanes(layer(g), Shape.of(g.c(), g.h(), g.w()), g.n());
    }

    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        if (what == Direction.FORWARD && lanes(data.shape()) == LaneAxis.CHANNELS) {
            return new LanewiseImageSubject(data, ConvAlgorithm.AUTOMATIC, threadCount);
        }
        return new LanewiseConvolutionSubject(data, what, ConvAlgorithm.AUTOMATIC, threadCount);
    }
}
