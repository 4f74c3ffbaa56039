package io.github.lanewise.models.family;

import java.util.List;

/**
 * Inverted residuals, whose ends have no function, and rectifiers that end at 6: table 2 of M.
 * Sandler, A. Howard, M. Zhu, A. Zhmoginov, L. Chen, "MobileNetV2: inverted residuals and linear
 * bottlenecks", CVPR 2018.
 */
record MobileNetV2() implements Family {
    private record Stage(int expansion, int filters, int blocks, int stride) {}

    private static final List<Stage> STAGES =
            List.of(
                    new Stage(1, 16, 1, 1),
                    new Stage(6, 24, 2, 2),
                    new Stage(6, 32, 3, 2),
                    new Stage(6, 64, 4, 2),
                    new Stage(6, 96, 3, 1),
                    new Stage(6, 160, 3, 2),
                    new Stage(6, 320, 1, 1));

    /** Scale before a rectifier, so that some values reach 6; the next weights undo it. */
    private static final double SPREAD = 3;

    private static final double AFTER_RECTIFIER = Weights.RECTIFIED / (SPREAD * SPREAD);

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Features x =
                rectified(image, Conv.of(options.channels(32), 3).stride(2).gain(Weights.LINEAR));
        for (Stage stage : STAGES) {
            int filters = options.channels(stage.filters);
            for (int block = 0; block < stage.blocks; block++) {
                x = block(x, filters, stage.expansion, block == 0 ? stage.stride : 1);
            }
        }
        x = rectified(x, Conv.of(options.channels(1280), 1).gain(Weights.LINEAR));
        return x.mean().dropout().dense(options.classes(), AFTER_RECTIFIER);
    }

    private static Features block(Features x, int filters, int expansion, int stride) {
        int expanded = x.channels() * expansion;
        Features y = expansion == 1 ? x : rectified(x, Conv.of(expanded, 1).gain(Weights.LINEAR));
        y = rectified(y, Conv.depthwise(expanded, 3).stride(stride).gain(AFTER_RECTIFIER));
        y = y.conv(Conv.of(filters, 1).gain(AFTER_RECTIFIER).withoutBias());
        return stride == 1 && x.channels() == filters ? y.norm(0.5).plus(x) : y.norm();
    }

    private static Features rectified(Features x, Conv conv) {
        return x.conv(conv.withoutBias()).norm(SPREAD).apply(Function.RELU6);
    }
}
