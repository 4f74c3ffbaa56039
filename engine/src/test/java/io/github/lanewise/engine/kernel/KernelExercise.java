package io.github.lanewise.engine.kernel;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.image.BytePlane;
import io.github.lanewise.engine.image.SamplePoints;
import io.github.lanewise.engine.image.SplineField;
import io.github.lanewise.engine.layer.ImageHarness;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.operation.WindowExercise;
import io.github.lanewise.engine.operation.conv.ConvAttributes;
import io.github.lanewise.engine.operation.conv.Convolution;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;

/** Runs every kernel until a JVM with lowered thresholds has compiled it. */
final class KernelExercise {
    private static final int ROUNDS = 12;

    /** Row counts that need every height of tile: 1, 2, 3, 4, 6 and 12. */
    private static final int[] CHANNELS = {1, 2, 3, 5, 6, 7, 10, 12};

    private KernelExercise() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int channels : CHANNELS) {
                run(Conv2d.of(channels, 1, 3), Shape.of(channels, 2, 8));
                run(Conv2d.of(channels, 1, 4), Shape.of(1, 2, 8));
                run(Conv2d.of(channels, 3), Shape.of(1, 5, 8));
                run(Conv2d.of(channels, 1, 5).same().trueConvolution(), Shape.of(1, 2, 6));
                run(Conv2d.of(channels, 1, 9).stride(2), Shape.of(1, 2, 13));
                run(Dense.of(channels), Shape.vector(Lanes.COUNT + 1));
                run(Dense.of(3), Shape.vector(channels));
            }
            run(Conv2d.of(4 * Lanes.COUNT, 1, 3), Shape.of(1, 3, 5));
            run(Conv2d.of(2 * Lanes.COUNT, 1, 3), Shape.of(1, 2, 8));
            Conv2d conv = Conv2d.of(3, 3).padding(1);
            run(conv.algorithm(ConvAlgorithm.WINOGRAD_2X2), Shape.of(2, 7, 7));
            run(conv.algorithm(ConvAlgorithm.WINOGRAD_4X4), Shape.of(2, 9, 9));
            run(MaxPool2d.of(2), Shape.of(2, 6, 6));
            run(MaxPool2d.of(3).stride(2).padding(1), Shape.of(2, 6, 6));
            run(AveragePool2d.of(2), Shape.of(2, 6, 6));
            run(AveragePool2d.of(3).padding(1).excludePadding(), Shape.of(2, 6, 6));

            for (int dilation = 1; dilation <= 2; dilation++) {
                depthwise(16, 1, dilation);
                depthwise(16, 2, dilation);
                depthwise(7, 1, dilation);
                depthwise(3, 1, dilation);
            }
            WindowExercise.run();
            warp();
            train(Sgd.plain());
            train(Sgd.withMomentum(0.9));
            train(Adam.standard());
        }
    }

    private static void run(Layer layer, Shape input) {
        int images = Lanes.COUNT;
        float[] dy = Values.uniform(1, images * layer.outputShape(input).elements());
        float[] x = Values.uniform(2, images * input.elements());
        LayerHarness.of(layer, input).run(x, dy);
        ImageHarness.of(layer, input, 1).forward(x);
    }

    private static void depthwise(int pixels, int stride, int dilation) {
        int channels = 2 * Lanes.COUNT;
        ConvAttributes attributes = new ConvAttributes(1, stride, 1, dilation, Halo.NONE, channels);
        Extents x = Extents.of(1, channels, 8, (pixels - 1) * stride + 2 * dilation + 1);
        Extents w = Extents.of(channels, 1, 3, 3);
        new OperationHarness(
                        new Convolution(attributes, false, false, Activation.NONE),
                        MemoryOrder.LANES)
                .run(
                        Input.computed(x, Values.uniform(1, x.elements())),
                        Input.constant(w, Values.uniform(2, w.elements())));
    }

    private static void warp() {
        SplineField field = new SplineField(28, 28, 3);
        field.set(0, 1, 2);
        BytePlane plane = new BytePlane(28, 28, 1, 0);
        plane.load(new byte[28 * 28], 0);
        for (SamplePoints points :
                List.of(new SamplePoints(28, 28), new SamplePoints(28, 28, field))) {
            points.set(0, 0, 1, 0, 0, 1);
            plane.sample(points, new float[28 * 28], 0);
        }
    }

    private static void train(Optimizer optimizer) {
        Shape input = Shape.of(1, 4, 4);
        Samples samples = Samples.of(Values.uniform(1, 20 * 16), Values.labels(2, 20, 3), input);
        List<Layer> layers =
                List.of(
                        BatchNorm2d.standard(),
                        Conv2d.of(2, 3).padding(1).algorithm(ConvAlgorithm.WINOGRAD_2X2),
                        new Relu(),
                        new Flatten(),
                        Dense.of(9),
                        new Relu(),
                        Dropout.of(0.5),
                        new Tanh());
        Network.Builder builder = Network.of(input);
        layers.forEach(builder::add);
        int[] order = new int[20];
        try (Network network = builder.add(Dense.of(3)).build(1);
                Workers workers = new Workers(1);
                Training training =
                        Training.of(network)
                                .batch(20)
                                .workers(workers)
                                .optimizer(optimizer)
                                .clipNorm(0.01)
                                .build()) {
            for (int step = 0; step < 5; step++) {
                training.step(samples, order, 0, 20, 0.1);
            }
        }
    }
}
