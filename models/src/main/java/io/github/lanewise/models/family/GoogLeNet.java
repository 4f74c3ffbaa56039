package io.github.lanewise.models.family;

/**
 * Modules of four branches, with local response normalizations and pools that round up, as in
 * Caffe: table 1 of C. Szegedy and others, "Going deeper with convolutions", CVPR 2015.
 */
record GoogLeNet() implements Family {
    /** Mean square of pixels from 0 to 255, for which the normalizations are made. */
    static final double PIXELS = 1e4;

    private static final Window POOL = Window.of(3).stride(2).ceiling();

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Modules modules = new Modules(options);
        Features x =
                image.conv(modules.conv(64, 7).stride(2).gain(Weights.RECTIFIED * PIXELS))
                        .relu()
                        .maxPool(POOL)
                        .localResponseNorm(5)
                        .conv(modules.conv(64, 1))
                        .relu()
                        .conv(modules.conv(192, 3))
                        .relu()
                        .localResponseNorm(5)
                        .maxPool(POOL);
        x = modules.inception(x, new Filters(64, 96, 128, 16, 32, 32));
        x = modules.inception(x, new Filters(128, 128, 192, 32, 96, 64)).maxPool(POOL);
        x = modules.inception(x, new Filters(192, 96, 208, 16, 48, 64));
        x = modules.inception(x, new Filters(160, 112, 224, 24, 64, 64));
        x = modules.inception(x, new Filters(128, 128, 256, 24, 64, 64));
        x = modules.inception(x, new Filters(112, 144, 288, 32, 64, 64));
        x = modules.inception(x, new Filters(256, 160, 320, 32, 128, 128)).maxPool(POOL);
        x = modules.inception(x, new Filters(256, 160, 320, 32, 128, 128));
        x = modules.inception(x, new Filters(384, 192, 384, 48, 128, 128));
        return x.averagePool(Window.of(x.shape().height(), x.shape().width()))
                .dropout()
                .reshape()
                .dense(options.classes(), Weights.RECTIFIED / PIXELS);
    }

    /** Filters of a module, as the columns of table 1. */
    private record Filters(
            int one, int reduce3, int three, int reduce5, int five, int projection) {}

    private record Modules(FamilyOptions options) {
        Conv conv(int filters, int size) {
            return Conv.of(options.channels(filters), size);
        }

        Features inception(Features x, Filters filters) {
            return Features.concat(
                    x.conv(conv(filters.one, 1)).relu(),
                    x.conv(conv(filters.reduce3, 1)).relu().conv(conv(filters.three, 3)).relu(),
                    x.conv(conv(filters.reduce5, 1)).relu().conv(conv(filters.five, 5)).relu(),
                    x.maxPool(Window.of(3).padding(1)).conv(conv(filters.projection, 1)).relu());
        }
    }
}
