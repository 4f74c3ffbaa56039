package io.github.lanewise.bench.reference;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvGeometry;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;

/**
 * What a network of convolutions, 2×2 max pooling, ReLU and dense layers computes when it is not
 * trained: dropout passes all on. Sums are in double precision; what goes from layer to layer is
 * rounded to float, as everywhere.
 *
 * @param network whose parameters are read at each call
 */
public record ReferenceNetwork(Network network) {
    /** Returns the probability of each class for each image, images × classes. */
    public double[] probabilities(float[] images, int count) {
        float[] values = outputs(images);
        int classes = values.length / count;
        double[] probabilities = new double[values.length];
        for (int image = 0; image < count; image++) {
            double sum = 0;
            for (int i = image * classes; i < (image + 1) * classes; i++) {
                sum += Math.exp(values[i]);
            }
            for (int i = image * classes; i < (image + 1) * classes; i++) {
                probabilities[i] = Math.exp(values[i]) / sum;
            }
        }
        return probabilities;
    }

    private float[] outputs(float[] images) {
        float[] values = images;
        for (NamedLayer layer : network.layers()) {
            values = forward(layer, values);
        }
        return values;
    }

    /**
     * Returns the mean softmax cross-entropy in nats.
     *
     * @param images N·C·H·W
     * @param classes label of each image
     */
    public double loss(float[] images, int[] classes) {
        float[] values = outputs(images);
        int outputs = values.length / classes.length;
        double loss = 0;
        for (int image = 0; image < classes.length; image++) {
            double sum = 0;
            for (int i = 0; i < outputs; i++) {
                sum += Math.exp(values[image * outputs + i]);
            }
            loss += Math.log(sum) - values[image * outputs + classes[image]];
        }
        return loss / classes.length;
    }

    private static float[] forward(NamedLayer named, float[] x) {
        Layer layer = named.layer();
        return switch (layer) {
            case Conv2d conv -> convolved(conv.geometry(named.input()), named, x);
            case Dense dense ->
                    convolved(Conv2d.of(dense.outputs(), 1).geometry(named.input()), named, x);
            case MaxPool2d _ -> floats(new ReferencePooling(named.input(), true).forward(x));
            case Relu _ -> relu(x);
            case Flatten _, Dropout _ -> x;
            default ->
                    throw new IllegalArgumentException(
                            "There is no reference for a layer of kind " + layer.kind() + ".");
        };
    }

    private static float[] convolved(ConvGeometry g, NamedLayer layer, float[] x) {
        float[] w = layer.parameters().getFirst().toArray();
        float[] bias = layer.parameters().getLast().toArray();
        return floats(new ReferenceConvolution(g).forward(x, w, bias));
    }

    private static float[] relu(float[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(x[i], 0);
        }
        return y;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
