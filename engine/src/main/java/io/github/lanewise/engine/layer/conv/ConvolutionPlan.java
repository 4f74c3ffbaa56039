package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A convolution bound to an input shape and to parameters: an algorithm for each direction.
 *
 * @param geometry the extents
 * @param forward computes the output
 * @param inputGradient computes the gradient of the input ("backward data"), for training
 * @param filterGradient computes the gradients of weights and bias ("backward weights"), for
 *     training
 */
record ConvolutionPlan(
        ConvGeometry geometry,
        ConvDirection forward,
        Optional<ConvDirection> inputGradient,
        Optional<ConvDirection> filterGradient)
        implements LayerPlan {

    private Stream<ConvDirection> directions() {
        return Stream.concat(
                Stream.of(forward), Stream.concat(inputGradient.stream(), filterGradient.stream()));
    }

    @Override
    public Halo inputHalo() {
        return directions().map(ConvDirection::inputHalo).reduce(Halo.NONE, Halo::max);
    }

    @Override
    public Halo gradientHalo() {
        return directions().map(ConvDirection::gradientHalo).reduce(Halo.NONE, Halo::max);
    }

    @Override
    public boolean rectify() {
        return forward.rectify();
    }

    @Override
    public long scratchFloats() {
        return directions().mapToLong(ConvDirection::scratchFloats).max().orElse(0);
    }

    @Override
    public int packTasks() {
        return forward.packTasks() + inputGradient.map(ConvDirection::packTasks).orElse(0);
    }

    @Override
    public void pack(int task, boolean forTraining) {
        if (task < forward.packTasks()) {
            forward.pack(task);
        } else if (forTraining) {
            inputGradient.orElseThrow().pack(task - forward.packTasks());
        }
    }

    @Override
    public LayerPass pass(PassBuffers buffers) {
        return new ConvolutionPass(this, buffers);
    }
}
