package io.github.lanewise.models.family;

/**
 * LeNet-5, with the layers of {@link io.github.lanewise.models.LeNet5}.
 *
 * @param modern whether it has ReLU and max pooling; else tanh and average pooling
 */
record LeNet(boolean modern) implements Family {
    private static final Window POOL = Window.of(2).stride(2);

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Function function = modern ? Function.RELU : Function.TANH;
        Features x = pool(image.conv(Conv.of(options.channels(6), 5)).apply(function));
        x = pool(x.conv(Conv.of(options.channels(16), 5).padding(0)).apply(function));
        return x.reshape()
                .dense(options.channels(120))
                .apply(function)
                .dense(options.channels(84))
                .apply(function)
                .dense(options.classes());
    }

    private Features pool(Features x) {
        return modern ? x.maxPool(POOL) : x.averagePool(POOL);
    }
}
