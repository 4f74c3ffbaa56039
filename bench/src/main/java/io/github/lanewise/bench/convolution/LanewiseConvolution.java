package io.github.lanewise.bench.convolution;

import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;

/** Convolutions by Lanewise. */
public class LanewiseConvolution extends ConvolutionBenchmark {
    /** Returns whether Lanewise has such a layer: not with dilation, and not with groups. */
    public static boolean supports(ConvShape shape) {
        return shape.dilation() == 1 && shape.groups() == 1;
    }

    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        return new LanewiseConvolutionSubject(data, what, ConvAlgorithm.AUTOMATIC, threadCount);
    }
}
