package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.layer.conv.ChannelRange;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.conv.ConvGeometry;
import io.github.lanewise.engine.layer.conv.ImageConvolutions;
import io.github.lanewise.engine.layer.conv.PixelAxis;
import io.github.lanewise.engine.layer.conv.PixelConvolution;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts convolutions into parts. */
final class ConvParts {
    private ConvParts() {}

    /**
     * Returns sums over taps for some output pixels. A part is made of vectors of output channels
     * that belong to the same groups; it multiplies over the input channels of those groups, with
     * zeros where an output channel is in another one. Where K / groups is a multiple of L, or
     * there is one group, there are no such zeros.
     */
    static List<ConvPart> direct(
            ConvFilters filters, PixelAxis rows, PixelAxis columns, Workspace workspace) {
        List<ConvPart> parts = new ArrayList<>();
        int outputs = filters.shape().output().channels();
        int vectors = PackedLanes.vectors(outputs);
        for (int vector = 0; vector < vectors; ) {
            ChannelRange inputs = inputs(filters, vector);
            int end = vector + 1;
            while (end < vectors && inputs(filters, end).equals(inputs)) {
                end++;
            }
            int first = vector * Lanes.COUNT;
            ChannelRange range =
                    new ChannelRange(first, Math.min(outputs, end * Lanes.COUNT) - first);
            parts.add(direct(filters, rows, columns, inputs, range, workspace));
            vector = end;
        }
        return parts;
    }

    /** Returns the input channels of the groups that a vector of output channels belongs to. */
    private static ChannelRange inputs(ConvFilters filters, int vector) {
        int first = vector * Lanes.COUNT;
        int last = Math.min(filters.shape().output().channels(), first + Lanes.COUNT) - 1;
        int from = first / filters.groupOutputs() * filters.groupInputs();
        int end = (last / filters.groupOutputs() + 1) * filters.groupInputs();
        return new ChannelRange(from, end - from);
    }

    private static ConvPart direct(
            ConvFilters filters,
            PixelAxis rows,
            PixelAxis columns,
            ChannelRange inputs,
            ChannelRange outputs,
            Workspace workspace) {
        Shape input = filters.shape().input();
        PixelConvolution convolution =
                PixelConvolution.of(outputs.count(), rows, columns, inputs, input, workspace);
        float[] taps = new float[inputs.count() * rows.taps() * columns.taps()];
        for (int k = 0; k < outputs.count(); k++) {
            Arrays.fill(taps, 0);
            filters.copy(outputs.first() + k, rows, columns, inputs, taps);
            convolution.set(k, taps);
        }
        filters.bias(outputs).ifPresent(convolution::startFrom);
        return new ConvPart(convolution, ChannelRange.of(input.channels()), outputs);
    }

    /**
     * Returns the geometry of a group of a convolution without dilation.
     *
     * @param merged groups that are taken as one
     */
    static ConvGeometry group(ConvFilters filters, int merged) {
        ConvShape shape = filters.shape();
        Shape input = shape.input();
        Shape output = shape.output();
        return new ConvGeometry(
                Shape.of(merged * filters.groupInputs(), input.height(), input.width()),
                Shape.of(merged * filters.groupOutputs(), output.height(), output.width()),
                shape.r(),
                shape.s(),
                shape.attributes().strideHeight(),
                shape.attributes().strideWidth(),
                shape.attributes().pads());
    }

    /** Returns minimal filtering, a part for each group. */
    static List<ConvPart> minimalFiltering(
            ConvFilters filters, ConvAlgorithm algorithm, int workers, Workspace workspace) {
        ConvGeometry geometry = group(filters, 1);
        int inputs = filters.groupInputs();
        int outputs = filters.groupOutputs();
        long bytes = (long) outputs * inputs * filters.area() * Float.BYTES;
        List<ConvPart> parts = new ArrayList<>();
        for (int group = 0; group < filters.groups(); group++) {
            ChannelRange range = new ChannelRange(group * outputs, outputs);
            parts.add(
                    new ConvPart(
                            ImageConvolutions.minimalFiltering(
                                    algorithm,
                                    geometry,
                                    filters.weight().asSlice(group * bytes, bytes),
                                    filters.bias(range),
                                    workers,
                                    workspace),
                            new ChannelRange(group * inputs, inputs),
                            range));
        }
        return parts;
    }
}
