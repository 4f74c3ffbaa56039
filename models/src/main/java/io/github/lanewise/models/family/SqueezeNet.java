package io.github.lanewise.models.family;

/**
 * Modules that squeeze and expand, version 1.1: F. Iandola and others, "SqueezeNet: AlexNet-level
 * accuracy with 50x fewer parameters and &lt;0.5MB model size", arXiv:1602.07360, 2016, and the
 * authors' repository. It has no dense layer.
 */
record SqueezeNet() implements Family {
    private static final Window POOL = Window.of(3).stride(2).ceiling();

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Features x =
                image.conv(Conv.of(options.channels(64), 3).stride(2).padding(0))
                        .relu()
                        .maxPool(POOL);
        x = fire(fire(x, options, 16), options, 16).maxPool(POOL);
        x = fire(fire(x, options, 32), options, 32).maxPool(POOL);
        x = fire(fire(x, options, 48), options, 48);
        x = fire(fire(x, options, 64), options, 64);
        return x.dropout().conv(Conv.of(options.classes(), 1)).relu().globalAverage().flatten();
    }

    /** Adds S filters of 1×1, and 4·S of each 1×1 and 3×3 that read them. */
    private static Features fire(Features x, FamilyOptions options, int squeezed) {
        int expanded = options.channels(4 * squeezed);
        Features y = x.conv(Conv.of(options.channels(squeezed), 1)).relu();
        return Features.concat(
                y.conv(Conv.of(expanded, 1)).relu(), y.conv(Conv.of(expanded, 3)).relu());
    }
}
