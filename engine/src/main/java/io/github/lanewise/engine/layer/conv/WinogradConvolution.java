package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * The forward pass, or the gradient of the input, by minimal filtering. The second is the first
 * over the gradient of the output, with the channels exchanged and the filters flipped.
 */
final class WinogradConvolution implements ConvDirection {
    private final WinogradTransform transform;
    private final WinogradGrid grid;
    private final WinogradBlocking blocking;
    private final WinogradFilters<PackedRows> filters;
    private final Parameter weight;
    private final Optional<Parameter> bias;
    private final float[] biases;
    private boolean rectified;
    private final boolean backward;

    /**
     * Creates a direction.
     *
     * @param backward whether it is the gradient of the input
     * @param blocking how much is taken at a time
     */
    WinogradConvolution(
            WinogradTransform transform,
            ConvGeometry g,
            ConvParameters parameters,
            boolean backward,
            WinogradBlocking blocking) {
        this.transform = transform;
        this.backward = backward;
        this.blocking = blocking;
        int m = transform.outputs();
        grid = backward ? WinogradGrid.backward(g, m) : WinogradGrid.forward(g, m);
        weight = parameters.weight();
        bias = backward ? Optional.empty() : parameters.bias();
        biases = new float[grid.output().channels() * Lanes.COUNT];
        int inputs = grid.input().channels();
        WinogradFilters.Order order =
                backward
                        ? WinogradFilters.Order.backward(g, parameters.flipped())
                        : WinogradFilters.Order.forward(g, parameters.flipped());
        filters =
                WinogradFilters.of(
                        grid,
                        transform.filterMatrix(),
                        order,
                        blocking.rows(),
                        rows -> new PackedRows(rows, inputs, blocking.groupWidth()));
    }

    static WinogradConvolution forward(
            ConvGeometry g, ConvParameters parameters, WinogradTransform transform) {
        WinogradGrid grid = WinogradGrid.forward(g, transform.outputs());
        return new WinogradConvolution(transform, g, parameters, false, WinogradBlocking.of(grid));
    }

    static WinogradConvolution inputGradient(
            ConvGeometry g, ConvParameters parameters, WinogradTransform transform) {
        WinogradGrid grid = WinogradGrid.backward(g, transform.outputs());
        return new WinogradConvolution(transform, g, parameters, true, WinogradBlocking.of(grid));
    }

    @Override
    public Halo inputHalo() {
        return backward ? Halo.NONE : grid.inputHalo();
    }

    @Override
    public Halo gradientHalo() {
        return backward ? grid.inputHalo() : Halo.NONE;
    }

    @Override
    public boolean rectify() {
        rectified = true;
        return true;
    }

    /** Returns whether results below 0 become 0. */
    boolean rectified() {
        return rectified;
    }

    @Override
    public int packTasks() {
        return filters.packTasks();
    }

    @Override
    public void pack(int task) {
        filters.pack(task, weight.value());
        if (task == 0 && bias.isPresent()) {
            for (int k = 0; k < grid.output().channels(); k++) {
                float value = bias.get().value().getAtIndex(ValueLayout.JAVA_FLOAT, k);
                Arrays.fill(biases, k * Lanes.COUNT, (k + 1) * Lanes.COUNT, value);
            }
        }
    }

    @Override
    public long scratchFloats() {
        return blocking.bytes(grid) / Float.BYTES;
    }

    @Override
    public ConvStep step(PassBuffers buffers, ConvInput x) {
        if (backward) {
            PassBuffers.Gradients d = buffers.gradients().orElseThrow();
            return new WinogradProduct(this, d.dy(), d.dx().orElseThrow(), buffers.scratch());
        }
        return new WinogradProduct(this, buffers.x(), buffers.y(), buffers.scratch());
    }

    WinogradTransform transform() {
        return transform;
    }

    WinogradGrid grid() {
        return grid;
    }

    WinogradBlocking blocking() {
        return blocking;
    }

    WinogradFilters<PackedRows> filters() {
        return filters;
    }

    /** Returns what is added to each output channel, L times over. */
    float[] biases() {
        return biases;
    }
}
