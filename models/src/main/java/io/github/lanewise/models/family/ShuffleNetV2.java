package io.github.lanewise.models.family;

import java.util.List;

/**
 * Units of which half the channels pass as they are, then a shuffle: table 5 (1×) of N. Ma, X.
 * Zhang, H. Zheng, J. Sun, "ShuffleNet V2: practical guidelines for efficient CNN architecture
 * design", ECCV 2018.
 */
record ShuffleNetV2() implements Family {
    private static final List<Integer> UNITS = List.of(4, 8, 4);
    private static final List<Integer> CHANNELS = List.of(116, 232, 464);

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Features x =
                image.conv(Conv.of(options.channels(24), 3).stride(2).withoutBias())
                        .norm()
                        .relu()
                        .maxPool(Window.of(3).stride(2).padding(1));
        for (int stage = 0; stage < UNITS.size(); stage++) {
            int half = options.channels(CHANNELS.get(stage), 2) / 2;
            x = Features.concat(shortcut(x, half), branch(x, half, 2)).shuffle(2);
            for (int unit = 1; unit < UNITS.get(stage); unit++) {
                List<Features> halves = x.halves();
                x =
                        Features.concat(halves.getFirst(), branch(halves.getLast(), half, 1))
                                .shuffle(2);
            }
        }
        return x.conv(Conv.of(options.channels(1024), 1).withoutBias())
                .norm()
                .relu()
                .mean()
                .dense(options.classes());
    }

    private static Features branch(Features x, int outputs, int stride) {
        return x.conv(Conv.of(outputs, 1).withoutBias())
                .norm()
                .relu()
                .conv(Conv.depthwise(outputs, 3).stride(stride).gain(Weights.LINEAR).withoutBias())
                .norm()
                .conv(Conv.of(outputs, 1).withoutBias())
                .norm()
                .relu();
    }

    private static Features shortcut(Features x, int outputs) {
        return x.conv(Conv.depthwise(x.channels(), 3).stride(2).gain(Weights.LINEAR).withoutBias())
                .norm()
                .conv(Conv.of(outputs, 1).withoutBias())
                .norm()
                .relu();
    }
}
