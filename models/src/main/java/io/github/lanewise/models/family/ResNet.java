package io.github.lanewise.models.family;

import java.util.List;

/**
 * Residual networks: K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image
 * recognition", CVPR 2016; with groups: S. Xie and others, "Aggregated residual transformations for
 * deep neural networks", CVPR 2017. As in torchvision, the 3×3 convolution of a bottleneck has the
 * stride.
 *
 * @param blocks of each stage
 * @param bottleneck whether a block is of 1×1, 3×3 and 1×1; else of two 3×3
 * @param groups of the 3×3 convolution of a bottleneck
 * @param groupFilters of each of these groups in the first stage; twice as many in each further one
 */
record ResNet(List<Integer> blocks, boolean bottleneck, int groups, int groupFilters)
        implements Family {
    private static final int FILTERS = 64;
    private static final int EXPANSION = 4;

    /** Scale of a branch, so that its sum with the shortcut grows slowly from block to block. */
    private static final double BRANCH = 0.5;

    static ResNet basic(Integer... blocks) {
        return new ResNet(List.of(blocks), false, 1, FILTERS);
    }

    static ResNet bottleneck(Integer... blocks) {
        return new ResNet(List.of(blocks), true, 1, FILTERS);
    }

    /** Returns this network with 32 groups of four filters. */
    ResNet grouped() {
        return new ResNet(blocks, bottleneck, 32, 4);
    }

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Features x =
                image.conv(Conv.of(options.channels(FILTERS), 7).stride(2).withoutBias())
                        .norm()
                        .relu()
                        .maxPool(Window.of(3).stride(2).padding(1));
        for (int stage = 0; stage < blocks.size(); stage++) {
            for (int block = 0; block < blocks.get(stage); block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = block(x, options, stage, stride);
            }
        }
        return x.globalAverage().flatten().dense(options.classes());
    }

    private Features block(Features x, FamilyOptions options, int stage, int stride) {
        int outputs = options.channels(FILTERS << stage) * (bottleneck ? EXPANSION : 1);
        Features branch =
                bottleneck
                        ? bottleneck(x, options, stage, stride)
                        : x.conv(Conv.of(outputs, 3).stride(stride).withoutBias()).norm().relu();
        Conv last = Conv.of(outputs, bottleneck ? 1 : 3).withoutBias();
        branch = branch.conv(last.gain(Weights.LINEAR)).norm(BRANCH);
        Features shortcut = x;
        if (stride > 1 || x.channels() != outputs) {
            Conv projection = Conv.of(outputs, 1).stride(stride).withoutBias();
            shortcut = x.conv(projection.gain(Weights.LINEAR)).norm();
        }
        return branch.plus(shortcut).relu();
    }

    /** Adds the 1×1 and 3×3 convolutions of a bottleneck. */
    private Features bottleneck(Features x, FamilyOptions options, int stage, int stride) {
        int filters = options.channels(groupFilters << stage) * groups;
        return x.conv(Conv.of(filters, 1).withoutBias())
                .norm()
                .relu()
                .conv(Conv.of(filters, 3).stride(stride).groups(groups).withoutBias())
                .norm()
                .relu();
    }
}
