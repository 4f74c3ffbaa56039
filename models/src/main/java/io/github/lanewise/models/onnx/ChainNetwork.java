package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.Padding;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.conv.ConvAttributes;
import io.github.lanewise.engine.operation.conv.Convolution;
import io.github.lanewise.engine.operation.elementwise.Unary;
import io.github.lanewise.engine.operation.matrix.GeneralMatrixMultiply;
import io.github.lanewise.engine.operation.pool.AveragePooling;
import io.github.lanewise.engine.operation.pool.GlobalPooling;
import io.github.lanewise.engine.operation.pool.MaxPooling;
import io.github.lanewise.engine.operation.pool.PoolAttributes;
import io.github.lanewise.engine.operation.shape.Reshape;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A graph of one image that is a chain of layers, as a network: with many images, images in lanes
 * are faster than channels in lanes.
 */
final class ChainNetwork {
    /**
     * A layer and what it learned.
     *
     * @param layer to add
     * @param weights of the layer, in the order of its parameters
     */
    private record Link(Layer layer, List<MemorySegment> weights) {
        static Link of(Layer layer) {
            return new Link(layer, List.of());
        }
    }

    private final List<Link> links = new ArrayList<>();
    private Shape shape;
    private boolean fits = true;

    private ChainNetwork(Shape input) {
        shape = input;
    }

    /** Returns the network, which the caller closes, if the graph is a chain of layers. */
    static Optional<Network> of(Graph graph) {
        if (graph.inputs().size() != 1
                || graph.outputs().size() != 1
                || graph.nodes().isEmpty()
                || graph.inputs().getFirst().extents().rank() != 4) {
            return Optional.empty();
        }
        Value value = graph.inputs().getFirst();
        ChainNetwork chain = new ChainNetwork(value.extents().image());
        for (Node node : graph.nodes()) {
            chain.fits &= node.input() == value && node.outputs().size() == 1;
            chain.add(node);
            value = node.output();
        }
        return chain.fits && value == graph.outputs().getFirst()
                ? Optional.of(chain.network(graph.inputs().getFirst().extents().image()))
                : Optional.empty();
    }

    private void add(Node node) {
        switch (node.operation()) {
            case Convolution convolution -> add(node, convolution);
            case GeneralMatrixMultiply product -> add(node, product);
            case MaxPooling pooling -> {
                PoolAttributes a = pooling.attributes();
                fits &= isPlain(a);
                addIfFits(() -> maxPool(a));
            }
            case AveragePooling pooling -> {
                PoolAttributes a = pooling.attributes();
                fits &= isPlain(a);
                addIfFits(() ->
                        pooling.countPadding() ? averagePool(a) : averagePool(a).excludePadding());
            }
            case GlobalPooling pooling when pooling.which() == GlobalPooling.Kind.AVERAGE ->
                    addIfFits(() -> AveragePool2d.of(shape.height(), shape.width()));
            case Unary unary -> add(unary.activation());
            case Reshape reshape -> {
                fits &= reshape.output().rank() == 2 && reshape.output().get(0) == 1;
                addIfFits(Flatten::new);
            }
            default -> fits = false;
        }
        boolean image = node.output().extents().isFeatureMap();
        fits &= image && node.output().extents().image().equals(shape);
    }

    /** Adds a layer, unless something before did not fit. */
    private void addIfFits(Supplier<Layer> layer) {
        if (fits) {
            link(Link.of(layer.get()));
        }
    }

    private void link(Link link) {
        links.add(link);
        shape = link.layer().outputShape(shape);
    }

    private void add(Activation activation) {
        switch (activation.function()) {
            case IDENTITY -> {}
            case RELU -> addIfFits(Relu::new);
            case TANH -> addIfFits(Tanh::new);
            default -> fits = false;
        }
    }

    private void add(Node node, Convolution convolution) {
        ConvAttributes a = convolution.attributes();
        Value filters = node.inputs().get(1);
        fits &=
                a.dilationHeight() == 1
                        && a.dilationWidth() == 1
                        && a.groups() == 1
                        && !convolution.residual()
                        && filters.extents().rank() == 4;
        if (!fits) {
            return;
        }
        Conv2d layer =
                Conv2d.of(
                                filters.extents().get(0),
                                filters.extents().get(2),
                                filters.extents().get(3))
                        .stride(a.strideHeight(), a.strideWidth())
                        .padding(Padding.of(a.pads()))
                        .initializer(Initializer.ZERO);
        List<MemorySegment> weights = new ArrayList<>(List.of(filters.data()));
        if (convolution.bias()) {
            weights.add(node.inputs().get(2).data());
        }
        link(new Link(convolution.bias() ? layer : layer.withoutBias(), weights));
        add(convolution.activation());
    }

    private void add(Node node, GeneralMatrixMultiply product) {
        Value matrix = node.inputs().get(1);
        int outputs = node.output().extents().get(1);
        boolean plain = product.alpha() == 1 && (!product.bias() || product.beta() == 1);
        boolean constant =
                matrix.isConstant()
                        && (!product.bias()
                                || (node.inputs().get(2).isConstant()
                                        && node.inputs().get(2).extents().elements() == outputs));
        fits &= plain && constant && !product.transposeA() && shape.pixels() == 1;
        if (!fits) {
            return;
        }
        Dense layer = Dense.of(outputs).initializer(Initializer.ZERO);
        List<MemorySegment> weights = new ArrayList<>();
        weights.add(product.transposeB() ? matrix.data() : transposed(matrix));
        if (product.bias()) {
            weights.add(node.inputs().get(2).data());
        }
        link(new Link(product.bias() ? layer : layer.withoutBias(), weights));
        add(product.activation());
    }

    private static MemorySegment transposed(Value matrix) {
        int rows = matrix.extents().get(0);
        int columns = matrix.extents().get(1);
        float[] from = matrix.data().toArray(ValueLayout.JAVA_FLOAT);
        float[] to = new float[from.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[c * rows + r] = from[r * columns + c];
            }
        }
        return MemorySegment.ofArray(to);
    }

    private static boolean isPlain(PoolAttributes a) {
        Halo pads = a.pads();
        return a.dilationHeight() == 1
                && a.dilationWidth() == 1
                && !a.ceil()
                && pads.top() == pads.bottom()
                && pads.left() == pads.right()
                && pads.top() <= a.height() / 2
                && pads.left() <= a.width() / 2;
    }

    private static MaxPool2d maxPool(PoolAttributes a) {
        return MaxPool2d.of(a.height(), a.width())
                .stride(a.strideHeight(), a.strideWidth())
                .padding(a.pads().top(), a.pads().left());
    }

    private static AveragePool2d averagePool(PoolAttributes a) {
        return AveragePool2d.of(a.height(), a.width())
                .stride(a.strideHeight(), a.strideWidth())
                .padding(a.pads().top(), a.pads().left());
    }

    private Network network(Shape input) {
        Network.Builder builder = Network.of(input);
        links.forEach(link -> builder.add(link.layer()));
        Network network = builder.build(0);
        boolean done = false;
        try {
            setWeights(network);
            done = true;
            return network;
        } finally {
            if (!done) {
                network.close();
            }
        }
    }

    private void setWeights(Network network) {
        List<MemorySegment> weights =
                links.stream().flatMap(link -> link.weights().stream()).toList();
        for (int i = 0; i < weights.size(); i++) {
            Parameter parameter = network.parameters().get(i);
            parameter.value().copyFrom(weights.get(i));
            parameter.changed();
        }
    }
}
