package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;

/**
 * Backward data as it is defined: {@link io.github.lanewise.engine.kernel.OuterProduct}s whose rows
 * are input channels (a single input channel: {@link BackwardPhase}).
 */
final class DirectInputGradient implements ConvDirection {
    private final ConvGeometry g;
    private final ConvParameters parameters;
    private final FilterOrder order;

    /** One per pair of phases, row phase after row phase. */
    private final BackwardPhase[] phases;

    DirectInputGradient(ConvGeometry g, ConvParameters parameters) {
        this.g = g;
        this.parameters = parameters;
        order = new FilterOrder(g, parameters.flipped());
        int top = g.padding().top();
        int left = g.padding().left();
        AxisPhase[] rows = AxisPhase.all(g.strideHeight(), g.r(), top, g.input().height());
        AxisPhase[] columns = AxisPhase.all(g.strideWidth(), g.s(), left, g.input().width());
        phases = new BackwardPhase[rows.length * columns.length];
        for (int i = 0; i < phases.length; i++) {
            AxisPhase row = rows[i / columns.length];
            AxisPhase column = columns[i % columns.length];
            phases[i] = new BackwardPhase(g, order, row, column);
        }
    }

    @Override
    public Halo gradientHalo() {
        Halo halo = Halo.NONE;
        for (BackwardPhase phase : phases) {
            halo = halo.max(phase.halo());
        }
        return halo;
    }

    @Override
    public int packTasks() {
        return phases.length;
    }

    @Override
    public void pack(int task) {
        phases[task].pack(parameters.weight().value());
    }

    @Override
    public ConvStep step(PassBuffers buffers, ConvInput x) {
        PassBuffers.Gradients d = buffers.gradients().orElseThrow();
        return new DirectInputGradientStep(this, d.dy(), d.dx().orElseThrow(), buffers.workspace());
    }

    ConvGeometry geometry() {
        return g;
    }

    FilterOrder order() {
        return order;
    }

    BackwardPhase[] phases() {
        return phases;
    }
}
