package io.github.lanewise.models.family;

import java.util.List;

/**
 * Grouped 1×1 convolutions with a shuffle of channels: table 1 of X. Zhang, X. Zhou, M. Lin, J.
 * Sun, "ShuffleNet: an extremely efficient convolutional neural network for mobile devices", CVPR
 * 2018.
 *
 * @param groups of the 1×1 convolutions
 * @param channels of the first stage; twice as many in each further one
 */
record ShuffleNetV1(int groups, int channels) implements Family {
    private static final List<Integer> UNITS = List.of(4, 8, 4);
    private static final int FIRST = 24;
    private static final int BOTTLENECK = 4;

    /** Scale of a branch that is added, so that sums grow slowly from unit to unit. */
    private static final double BRANCH = 0.5;

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        // All widths are multiples of groups × 4, so that no group is smaller than another.
        int multiple = groups * BOTTLENECK;
        Features x =
                image.conv(Conv.of(options.channels(FIRST, multiple), 3).stride(2).withoutBias())
                        .norm()
                        .relu()
                        .maxPool(Window.of(3).stride(2).padding(1));
        int first = x.channels();
        for (int stage = 0; stage < UNITS.size(); stage++) {
            int outputs = first + options.channels(channels - FIRST, multiple);
            outputs = outputs << stage;
            x = reducing(x, outputs, stage == 0 ? 1 : groups);
            for (int unit = 1; unit < UNITS.get(stage); unit++) {
                x = branch(x, outputs, new Unit(outputs / BOTTLENECK, 1, groups)).plus(x).relu();
            }
        }
        return x.globalAverage().reshape().dense(options.classes());
    }

    /** Adds a unit with stride 2; the branch and the shortcut together have all the outputs. */
    private Features reducing(Features x, int outputs, int firstGroups) {
        Unit unit = new Unit(outputs / BOTTLENECK, 2, firstGroups);
        Features shortcut = x.averagePool(Window.of(3).stride(2).padding(1));
        return Features.concat(shortcut, branch(x, outputs - x.channels(), unit)).relu();
    }

    private record Unit(int inner, int stride, int firstGroups) {}

    private Features branch(Features x, int outputs, Unit unit) {
        return x.conv(Conv.of(unit.inner, 1).groups(unit.firstGroups).withoutBias())
                .norm()
                .relu()
                .shuffle(groups)
                .conv(
                        Conv.depthwise(unit.inner, 3)
                                .stride(unit.stride)
                                .gain(Weights.LINEAR)
                                .withoutBias())
                .norm()
                .conv(Conv.of(outputs, 1).groups(groups).gain(Weights.LINEAR).withoutBias())
                .norm(unit.stride == 1 ? BRANCH : 1);
    }
}
