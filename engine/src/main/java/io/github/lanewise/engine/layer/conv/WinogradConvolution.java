package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * The forward pass, or the gradient of the input, by minimal filtering. The second is the first
 * over the gradient of the output, with the channels exchanged and the filters flipped.
 */
final class WinogradConvolution implements ConvDirection {
    private final WinogradTransform transform;
    private final WinogradGrid grid;
    private final WinogradBlocking blocking;
    private final WinogradFilters filters;
    private final Parameter weight;
    private final Optional<Parameter> bias;
    private final float[] biases;
    private final boolean backward;

    private WinogradConvolution(
            WinogradTransform transform,
            WinogradGrid grid,
            WinogradFilters.Order order,
            Parameter weight,
            Optional<Parameter> bias,
            boolean backward) {
        this.transform = transform;
        this.grid = grid;
        this.weight = weight;
        this.bias = bias;
        this.backward = backward;
        blocking = WinogradBlocking.of(grid);
        filters =
                new WinogradFilters(
                        grid,
                        transform.filterMatrix(),
                        order,
                        blocking.rows(),
                        blocking.groupWidth());
        biases = new float[grid.output().channels()];
    }

    static WinogradConvolution forward(
            ConvGeometry g, ConvParameters parameters, WinogradTransform transform) {
        return new WinogradConvolution(
                transform,
                WinogradGrid.forward(g, transform.outputs()),
                WinogradFilters.Order.forward(g, parameters.flipped()),
                parameters.weight(),
                parameters.bias(),
                false);
    }

    static WinogradConvolution inputGradient(
            ConvGeometry g, ConvParameters parameters, WinogradTransform transform) {
        return new WinogradConvolution(
                transform,
                WinogradGrid.backward(g, transform.outputs()),
                WinogradFilters.Order.backward(g, parameters.flipped()),
                parameters.weight(),
                Optional.empty(),
                true);
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
    public int packTasks() {
        return filters.packTasks();
    }

    @Override
    public void pack(int task) {
        filters.pack(task, weight.value());
        if (task == 0 && bias.isPresent()) {
            MemorySegment values = bias.get().value();
            MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, 0, biases, 0, biases.length);
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

    WinogradFilters filters() {
        return filters;
    }

    /** Returns what is added to each output channel. */
    float[] biases() {
        return biases;
    }
}
