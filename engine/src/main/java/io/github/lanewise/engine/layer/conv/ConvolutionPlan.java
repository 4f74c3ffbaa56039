package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;

/**
 * A convolution bound to an input shape and to parameters: an algorithm for each direction.
 *
 * @param geometry the extents
 * @param forward computes the output
 * @param inputGradient computes the gradient of the input ("backward data")
 * @param filterGradient computes the gradients of weights and bias ("backward weights")
 */
record ConvolutionPlan(
        ConvGeometry geometry,
        ConvDirection forward,
        ConvDirection inputGradient,
        ConvDirection filterGradient)
        implements LayerPlan {

    @Override
    public Halo inputHalo() {
        return forward.inputHalo().max(filterGradient.inputHalo());
    }

    @Override
    public Halo gradientHalo() {
        return inputGradient.gradientHalo().max(filterGradient.gradientHalo());
    }

    @Override
    public long scratchFloats() {
        long backward = Math.max(inputGradient.scratchFloats(), filterGradient.scratchFloats());
        return Math.max(forward.scratchFloats(), backward);
    }

    @Override
    public int packTasks() {
        return forward.packTasks() + inputGradient.packTasks();
    }

    @Override
    public void pack(int task, boolean forTraining) {
        if (task < forward.packTasks()) {
            forward.pack(task);
        } else if (forTraining) {
            inputGradient.pack(task - forward.packTasks());
        }
    }

    @Override
    public LayerPass pass(PassBuffers buffers) {
        return new ConvolutionPass(this, buffers);
    }
}
