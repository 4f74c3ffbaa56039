package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.elementwise.Binary;
import io.github.lanewise.engine.operation.elementwise.BinaryFunction;
import io.github.lanewise.engine.operation.norm.BatchNormalization;
import java.util.Arrays;
import java.util.Optional;

/** y = scale[c]·x + shift[c] for each channel c of a computed value x. */
final class ChannelScale {
    private final Value x;
    private final double[] scale;
    private final double[] shift;

    private ChannelScale(Value x, double[] scale, double[] shift) {
        this.x = x;
        this.scale = scale;
        this.shift = shift;
    }

    /** Returns what a node does to each channel, if it is that. */
    static Optional<ChannelScale> of(Node node) {
        Extents extents = node.output().extents();
        if (extents.rank() < 3 || extents.rank() > 4) {
            return Optional.empty();
        }
        return switch (node.operation()) {
            case BatchNormalization norm -> Optional.of(of(node, norm));
            case Binary binary -> of(node, binary.function());
            default -> Optional.empty();
        };
    }

    Value x() {
        return x;
    }

    double scale(int channel) {
        return scale[channel];
    }

    double shift(int channel) {
        return shift[channel];
    }

    private static ChannelScale of(Node node, BatchNormalization norm) {
        float[] gamma = Constants.elements(node.inputs().get(1));
        float[] beta = Constants.elements(node.inputs().get(2));
        float[] mean = Constants.elements(node.inputs().get(3));
        float[] variance = Constants.elements(node.inputs().get(4));
        double[] scale = new double[gamma.length];
        double[] shift = new double[gamma.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = gamma[c] / Math.sqrt((double) variance[c] + norm.epsilon());
            shift[c] = beta[c] - mean[c] * scale[c];
        }
        return new ChannelScale(node.input(), scale, shift);
    }

    private static Optional<ChannelScale> of(Node node, BinaryFunction function) {
        Value left = node.inputs().get(0);
        Value right = node.inputs().get(1);
        if (left.isConstant() == right.isConstant()) {
            return Optional.empty();
        }
        Value x = left.isConstant() ? right : left;
        Extents extents = node.output().extents();
        if (!x.extents().equals(extents)) {
            return Optional.empty();
        }
        return perChannel(left.isConstant() ? left : right, extents)
                .flatMap(values -> of(x, values, function, left.isConstant()));
    }

    private static Optional<ChannelScale> of(
            Value x, double[] constant, BinaryFunction function, boolean constantFirst) {
        double[] one = new double[constant.length];
        Arrays.fill(one, 1);
        double[] zero = new double[constant.length];
        return switch (function) {
            case ADD -> Optional.of(new ChannelScale(x, one, constant));
            case MUL -> Optional.of(new ChannelScale(x, constant, zero));
            case SUB ->
                    Optional.of(
                            constantFirst
                                    ? new ChannelScale(x, negated(one), constant)
                                    : new ChannelScale(x, one, negated(constant)));
            case DIV ->
                    constantFirst
                            ? Optional.empty()
                            : Optional.of(new ChannelScale(x, inverse(constant), zero));
            default -> Optional.empty();
        };
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double[] inverse(double[] values) {
        return Arrays.stream(values).map(value -> 1 / value).toArray();
    }

    /** Returns a number per channel of a constant that is broadcast to feature maps. */
    private static Optional<double[]> perChannel(Value constant, Extents extents) {
        int channels = extents.get(1);
        int fromEnd = extents.rank() - 1;
        float[] values = Constants.elements(constant);
        double[] result = new double[channels];
        if (values.length == 1) {
            Arrays.fill(result, values[0]);
            return Optional.of(result);
        }
        int axis = constant.extents().rank() - fromEnd;
        if (values.length != channels || axis < 0 || constant.extents().get(axis) != channels) {
            return Optional.empty();
        }
        for (int c = 0; c < channels; c++) {
            result[c] = values[c];
        }
        return Optional.of(result);
    }
}
