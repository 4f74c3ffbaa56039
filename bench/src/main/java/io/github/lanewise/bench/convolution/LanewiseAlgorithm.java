package io.github.lanewise.bench.convolution;

import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.tensor.LaneAxis;
import org.openjdk.jmh.annotations.Param;

/** Convolutions by an algorithm of Lanewise that is not left to its planner. */
public class LanewiseAlgorithm extends ConvolutionBenchmark {
    /** How they are computed. */
    @Param({"DIRECT", "WINOGRAD_2X2", "WINOGRAD_4X4"})
    public ConvAlgorithm algorithm = ConvAlgorithm.DIRECT;

    /** What stands in the lanes: channels are for the forward direction only. */
    @Param({"IMAGES", "CHANNELS"})
    public LaneAxis lanes = LaneAxis.IMAGES;

    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        if (lanes == LaneAxis.CHANNELS) {
            if (what != Direction.FORWARD) {
                throw new IllegalArgumentException(
                        "Channels are in lanes in the FORWARD direction only, not " + what + ".");
            }
            return new LanewiseImageSubject(data, algorithm, threadCount);
        }
        return new LanewiseConvolutionSubject(data, what, algorithm, threadCount);
    }
}
