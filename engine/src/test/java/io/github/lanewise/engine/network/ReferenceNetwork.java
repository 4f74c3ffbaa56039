package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.pool.PoolGeometry;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferenceActivations;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.ReferenceDense;
import io.github.lanewise.engine.reference.ReferenceLoss;
import io.github.lanewise.engine.reference.ReferenceNorm;
import io.github.lanewise.engine.reference.ReferencePooling;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.reference.Windows;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The oracle of a whole network: the reference operations of its layers in double, with a copy of
 * its parameters. Dropout is taken for the identity.
 */
final class ReferenceNetwork {
    private final List<NamedLayer> layers;
    private final int classes;
    private final Map<String, double[]> parameters = new LinkedHashMap<>();
    private final Map<String, double[]> gradients = new LinkedHashMap<>();

    ReferenceNetwork(Network network) {
        this(network, network.layers().size());
    }

    /** The network up to a layer, exclusive. */
    ReferenceNetwork(Network network, int end) {
        layers = network.layers().subList(0, end);
        classes = network.output().elements();
        for (Parameter parameter : network.parameters()) {
            parameters.put(parameter.name(), Values.widen(parameter.toArray()));
        }
    }

    /** The parameters by name; changes count from the next call. */
    Map<String, double[]> parameters() {
        return parameters;
    }

    /** Logits, images × classes. */
    double[] logits(double[] x, int images) {
        return forward(x, images, false, new ArrayDeque<>());
    }

    /** Mean cross-entropy in training, where batch normalization takes the batch's statistics. */
    double trainingLoss(double[] x, int[] labels) {
        double[] logits = forward(x, labels.length, true, new ArrayDeque<>());
        return new ReferenceLoss(labels.length, classes).loss(logits, labels);
    }

    /** Mean cross-entropy. */
    double loss(double[] x, int[] labels) {
        double[] logits = logits(x, labels.length);
        return new ReferenceLoss(labels.length, classes).loss(logits, labels);
    }

    /** Gradients of {@link #trainingLoss} by parameter. */
    Map<String, double[]> gradients(double[] x, int[] labels) {
        ReferenceLoss loss = new ReferenceLoss(labels.length, classes);
        return gradients(x, labels.length, logits -> loss.gradient(logits, labels));
    }

    /**
     * What the gradients would be if that of the mean loss by each logit were ±1 / images, with
     * drawn signs. Gradients are linear in it, so the unit roundoff times this is what rounding a
     * probability to float costs: the gradient p − 1 of a class that is almost certain is off by as
     * much as p, however small it is.
     */
    Map<String, double[]> gradientsOfSigns(double[] x, int images, long seed) {
        return gradients(
                x,
                images,
                logits -> {
                    float[] signs = Values.uniform(seed, logits.length);
                    double[] d = new double[logits.length];
                    Arrays.setAll(d, i -> Math.signum(signs[i]) / images);
                    return d;
                });
    }

    private Map<String, double[]> gradients(
            double[] x, int images, UnaryOperator<double[]> ofLogits) {
        Deque<UnaryOperator<double[]>> backward = new ArrayDeque<>();
        double[] d = ofLogits.apply(forward(x, images, true, backward));
        for (UnaryOperator<double[]> layer : backward) {
            d = layer.apply(d);
        }
        return Map.copyOf(gradients);
    }

    /** Pushes the backward pass of each layer, the last on top. */
    private double[] forward(
            double[] x, int images, boolean training, Deque<UnaryOperator<double[]>> backward) {
        double[] y = x;
        for (NamedLayer layer : layers) {
            double[] in = y;
            switch (layer.layer()) {
                case Conv2d conv -> {
                    ReferenceConvolution c = convolution(conv, layer.input(), images);
                    double[] given = parameter(layer, "weight");
                    double[] w = conv.flipped() ? c.flip(given) : given;
                    y = c.forward(in, w, bias(layer, conv.filters()));
                    backward.push(dy -> {
                        double[] dw = c.backwardWeights(in, dy);
                        put(layer, "weight", conv.flipped() ? c.flip(dw) : dw);
                        put(layer, "bias", c.backwardBias(dy));
                        return c.backwardData(dy, w);
                    });
                }
                case Dense dense -> {
                    ReferenceDense d =
                            new ReferenceDense(images, layer.input().elements(), dense.outputs());
                    double[] w = parameter(layer, "weight");
                    y = d.forward(in, w, bias(layer, dense.outputs()));
                    backward.push(dy -> {
                        put(layer, "weight", d.backwardWeights(in, dy));
                        put(layer, "bias", d.backwardBias(dy));
                        return d.backwardData(dy, w);
                    });
                }
                case MaxPool2d pool -> {
                    ReferencePooling p = pooling(pool.geometry(), layer.input(), images);
                    y = p.maximum(in);
                    backward.push(dy -> p.maximumBackward(in, dy));
                }
                case AveragePool2d pool -> {
                    ReferencePooling p = pooling(pool.geometry(), layer.input(), images);
                    y = p.average(in, pool.countPadding());
                    backward.push(dy -> p.averageBackward(dy, pool.countPadding()));
                }
                case BatchNorm2d norm -> {
                    Shape shape = layer.input();
                    ReferenceNorm n =
                            new ReferenceNorm(
                                    images, shape.channels(), shape.pixels(), norm.epsilon());
                    double[] w = parameter(layer, "weight");
                    double[] mean = training ? n.mean(in) : parameter(layer, "running_mean");
                    double[] variance = training ? n.variance(in) : parameter(layer, "running_var");
                    y = n.forward(in, w, parameter(layer, "bias"), mean, variance);
                    backward.push(dy -> {
                        double[] products = n.normalized(in);
                        for (int i = 0; i < dy.length; i++) {
                            products[i] *= dy[i];
                        }
                        put(layer, "weight", n.sums(products));
                        put(layer, "bias", n.sums(dy));
                        return n.backwardData(in, w, dy);
                    });
                }
                case Relu _ -> {
                    y = ReferenceActivations.relu(in);
                    backward.push(dy -> ReferenceActivations.reluBackward(in, dy));
                }
                case Tanh _ -> {
                    y = ReferenceActivations.tanh(in);
                    backward.push(dy -> ReferenceActivations.tanhBackward(in, dy));
                }
                case Flatten _, Dropout _ -> {}
                default -> throw new AssertionError("No reference for " + layer.layer().kind());
            }
        }
        return y;
    }

    private double[] parameter(NamedLayer layer, String name) {
        return parameters.getOrDefault(layer.name() + "." + name, new double[0]);
    }

    private double[] bias(NamedLayer layer, int outputs) {
        double[] bias = parameter(layer, "bias");
        return bias.length == 0 ? new double[outputs] : bias;
    }

    private void put(NamedLayer layer, String name, double[] gradient) {
        if (parameter(layer, name).length > 0) {
            gradients.put(layer.name() + "." + name, gradient);
        }
    }

    private static ReferenceConvolution convolution(Conv2d conv, Shape input, int images) {
        Halo padding = conv.geometry(input).padding();
        Axis vertical =
                new Axis(
                        input.height(),
                        conv.filterHeight(),
                        conv.strideHeight(),
                        padding.top(),
                        padding.bottom());
        Axis horizontal =
                new Axis(
                        input.width(),
                        conv.filterWidth(),
                        conv.strideWidth(),
                        padding.left(),
                        padding.right());
        return new ReferenceConvolution(
                images, input.channels(), conv.filters(), new Windows(vertical, horizontal));
    }

    private static ReferencePooling pooling(PoolGeometry g, Shape input, int images) {
        return new ReferencePooling(
                images * input.channels(),
                new Windows(
                        Axis.of(input.height(), g.height(), g.strideHeight(), g.paddingHeight()),
                        Axis.of(input.width(), g.width(), g.strideWidth(), g.paddingWidth())));
    }
}
