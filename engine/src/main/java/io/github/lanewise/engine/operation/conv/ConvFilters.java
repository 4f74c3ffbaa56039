package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.conv.ChannelRange;
import io.github.lanewise.engine.layer.conv.PixelAxis;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * The constants of a convolution.
 *
 * @param weight K×C/groups×R×S, or C×K/groups×R×S of a transposed convolution
 * @param bias K, where there is one
 * @param shape of the convolution
 * @param transposed whether it is transposed
 */
record ConvFilters(
        MemorySegment weight, Optional<MemorySegment> bias, ConvShape shape, boolean transposed) {
    int groups() {
        return shape.attributes().groups();
    }

    /** Returns C / groups. */
    int groupInputs() {
        return shape.input().channels() / groups();
    }

    /** Returns K / groups. */
    int groupOutputs() {
        return shape.output().channels() / groups();
    }

    /** Returns R·S. */
    int area() {
        return shape.r() * shape.s();
    }

    /** Returns the biases of some output channels. */
    Optional<MemorySegment> bias(ChannelRange outputs) {
        return bias.map(all ->
                all.asSlice(
                        (long) outputs.first() * Float.BYTES,
                        (long) outputs.count() * Float.BYTES));
    }

    /**
     * Copies the weights of an output channel.
     *
     * @param rows taps r
     * @param columns taps s
     * @param inputs of the channels that {@code taps} are for; those outside of the group are left
     * @param taps receives the weights (c, r, s), with s fastest
     */
    void copy(int output, PixelAxis rows, PixelAxis columns, ChannelRange inputs, float[] taps) {
        int firstInput = output / groupOutputs() * groupInputs();
        int at = (firstInput - inputs.first()) * rows.taps() * columns.taps();
        for (int c = 0; c < groupInputs(); c++) {
            long filter = filter(output, firstInput, c);
            for (int r = 0; r < rows.taps(); r++) {
                long row = filter + (long) rows.weights().at(r) * shape.s();
                for (int s = 0; s < columns.taps(); s++) {
                    long index = row + columns.weights().at(s);
                    taps[at++] = weight.getAtIndex(ValueLayout.JAVA_FLOAT, index);
                }
            }
        }
    }

    /** Returns the index of the first weight from channel c of a group to an output channel. */
    private long filter(int output, int firstInput, int c) {
        long filters =
                transposed
                        ? (long) (firstInput + c) * groupOutputs() + output % groupOutputs()
                        : (long) output * groupInputs() + c;
        return filters * area();
    }

    /**
     * Returns how many neighbouring groups fill a vector, where each of them fills the same part of
     * it in x and in y; else 1. Together they are one group whose filters are mostly zeros.
     */
    int groupsOfVector() {
        int channels = groupInputs();
        boolean fills = channels == groupOutputs() && Lanes.COUNT % channels == 0;
        int most = fills ? Lanes.COUNT / channels : 1;
        return groups() % most == 0 ? most : 1;
    }

    /**
     * Returns the same convolution, which is not transposed, with fewer groups.
     *
     * @param count of groups that become one
     * @param memory owner of the filters
     */
    ConvFilters merged(int count, SegmentAllocator memory) {
        if (count == 1) {
            return this;
        }
        ConvShape merged =
                new ConvShape(
                        shape.input(),
                        shape.output(),
                        shape.r(),
                        shape.s(),
                        shape.attributes().inGroups(groups() / count));
        int channels = count * groupInputs();
        float[] taps = new float[channels * area()];
        long bytes = (long) taps.length * Float.BYTES;
        int outputs = shape.output().channels();
        MemorySegment all = memory.allocate(outputs * bytes, Float.BYTES);
        for (int k = 0; k < outputs; k++) {
            int first = k / (count * groupOutputs()) * channels;
            Arrays.fill(taps, 0);
            ChannelRange inputs = new ChannelRange(first, channels);
            copy(k, shape.rows(), shape.columns(), inputs, taps);
            MemorySegment.copy(taps, 0, all, ValueLayout.JAVA_FLOAT, k * bytes, taps.length);
        }
        return new ConvFilters(all, bias, merged, false);
    }
}
