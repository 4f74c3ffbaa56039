package io.github.lanewise.bench.convolution;

import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import org.openjdk.jmh.annotations.Param;

/** Convolutions by an algorithm of Lanewise that is not left to its planner. */
public class LanewiseAlgorithm extends ConvolutionBenchmark {
    /** How they are computed. */
    @Param({"DIRECT", "WINOGRAD_2X2", "WINOGRAD_4X4"})
    public ConvAlgorithm algorithm = ConvAlgorithm.DIRECT;

    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        return new LanewiseConvolutionSubject(data, what, algorithm, threadCount);
    }
}
