package io.github.lanewise.models.onnx.write;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.Padding;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Chains of drawn layers, which begin with two that move a window over an image. */
class DrawnNetworkExportTest {
    @Property(tries = 100)
    void onnxRuntimeAgrees(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int images) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape input = Shape.of(1 + random.nextInt(5), 6 + random.nextInt(8), 6 + random.nextInt(8));
        Network.Builder builder = Network.of(input);
        builder.add(convolution(random)).add(pointwise(random)).add(pool(random));
        for (int i = random.nextInt(3); i > 0; i--) {
            builder.add(pointwise(random));
        }
        builder.add(new Flatten());
        if (random.nextBoolean()) {
            builder.add(Dense.of(1 + random.nextInt(20))).add(pointwise(random));
        }
        Dense dense = Dense.of(2 + random.nextInt(12));
        builder.add(random.nextBoolean() ? dense : dense.withoutBias());
        try (Network network = builder.build(seed)) {
            ExportAgreement.check(network, images, seed);
        }
    }

    private static Conv2d convolution(SplittableRandom random) {
        int height = 1 + random.nextInt(4);
        int width = 1 + random.nextInt(4);
        Conv2d conv =
                Conv2d.of(1 + random.nextInt(18), height, width)
                        .stride(1 + random.nextInt(2), 1 + random.nextInt(2));
        conv = random.nextBoolean() ? conv.trueConvolution() : conv;
        conv = random.nextBoolean() ? conv.withoutBias() : conv;
        return switch (random.nextInt(3)) {
            case 0 -> conv.same();
            case 1 -> conv.valid();
            default ->
                    conv.padding(
                            Padding.of(
                                    new Halo(
                                            random.nextInt(3),
                                            random.nextInt(3),
                                            random.nextInt(3),
                                            random.nextInt(3))));
        };
    }

    /** Windows of at most the three rows that a convolution leaves. */
    private static Layer pool(SplittableRandom random) {
        int height = 1 + random.nextInt(2);
        int width = 1 + random.nextInt(2);
        int strideHeight = 1 + random.nextInt(2);
        int strideWidth = 1 + random.nextInt(2);
        int paddingHeight = random.nextInt(height / 2 + 1);
        int paddingWidth = random.nextInt(width / 2 + 1);
        AveragePool2d average =
                AveragePool2d.of(height, width)
                        .stride(strideHeight, strideWidth)
                        .padding(paddingHeight, paddingWidth);
        return switch (random.nextInt(3)) {
            case 0 -> average;
            case 1 -> average.excludePadding();
            default ->
                    MaxPool2d.of(height, width)
                            .stride(strideHeight, strideWidth)
                            .padding(paddingHeight, paddingWidth);
        };
    }

    private static Layer pointwise(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Relu();
            case 1 -> new Tanh();
            case 2 -> Dropout.of(0.5);
            default -> new BatchNorm2d(0.1, random.nextBoolean() ? 1e-5 : 1e-2);
        };
    }
}
