package io.github.lanewise.models.family;

import java.util.List;

/**
 * Inverted residuals with squeeze and excitation, and hard functions: table 2 (small) of A. Howard
 * and others, "Searching for MobileNetV3", ICCV 2019.
 */
record MobileNetV3() implements Family {
    private record Block(
            int size, int expanded, int filters, boolean squeeze, Function function, int stride) {}

    private static final List<Block> BLOCKS =
            List.of(
                    new Block(3, 16, 16, true, Function.RELU, 2),
                    new Block(3, 72, 24, false, Function.RELU, 2),
                    new Block(3, 88, 24, false, Function.RELU, 1),
                    new Block(5, 96, 40, true, Function.HARD_SWISH, 2),
                    new Block(5, 240, 40, true, Function.HARD_SWISH, 1),
                    new Block(5, 240, 40, true, Function.HARD_SWISH, 1),
                    new Block(5, 120, 48, true, Function.HARD_SWISH, 1),
                    new Block(5, 144, 48, true, Function.HARD_SWISH, 1),
                    new Block(5, 288, 96, true, Function.HARD_SWISH, 2),
                    new Block(5, 576, 96, true, Function.HARD_SWISH, 1),
                    new Block(5, 576, 96, true, Function.HARD_SWISH, 1));

    /** Scale before a function, so that values reach the parts beyond −3 and 3. */
    private static final double SPREAD = 2;

    /** Both functions leave about half of the mean square. */
    private static final double AFTER_FUNCTION = Weights.RECTIFIED / (SPREAD * SPREAD);

    /** A gate near 1/2 leaves a quarter of the mean square. */
    private static final double AFTER_GATE = 4 * AFTER_FUNCTION;

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Features x =
                activated(
                        image,
                        Conv.of(options.channels(16), 3).stride(2).gain(Weights.LINEAR),
                        Function.HARD_SWISH);
        for (Block block : BLOCKS) {
            x = block(x, block, options);
        }
        x =
                activated(
                        x,
                        Conv.of(options.channels(576), 1).gain(Weights.LINEAR),
                        Function.HARD_SWISH);
        return x.globalAverage()
                .flatten()
                .dense(options.channels(1024), AFTER_FUNCTION)
                .apply(Function.HARD_SWISH)
                .dropout()
                .dense(options.classes());
    }

    private static Features block(Features x, Block block, FamilyOptions options) {
        int expanded = options.channels(block.expanded);
        int filters = options.channels(block.filters);
        Features y = x;
        if (block.expanded != block.filters) {
            y = activated(x, Conv.of(expanded, 1).gain(Weights.LINEAR), block.function);
        }
        Conv depthwise = Conv.depthwise(y.channels(), block.size).stride(block.stride);
        y = activated(y, depthwise.gain(AFTER_FUNCTION), block.function);
        y = block.squeeze ? gated(y) : y;
        double gain = block.squeeze ? AFTER_GATE : AFTER_FUNCTION;
        y = y.conv(Conv.of(filters, 1).gain(gain).withoutBias());
        boolean residual = block.stride == 1 && x.channels() == filters;
        return residual ? y.norm(0.5).plus(x) : y.norm();
    }

    private static Features activated(Features x, Conv conv, Function function) {
        return x.conv(conv.withoutBias()).norm(SPREAD).apply(function);
    }

    /** Multiplies each channel by a number from 0 to 1 that the means of all channels decide. */
    private static Features gated(Features x) {
        Features gate =
                x.globalAverage()
                        .conv(Conv.of(Math.max(1, x.channels() / 4), 1))
                        .relu()
                        .conv(Conv.of(x.channels(), 1))
                        .apply(Function.HARD_SIGMOID);
        return x.times(gate);
    }
}
