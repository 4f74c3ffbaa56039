package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;

/**
 * One axis of a sum over filter taps: {@code y[outputs.at(i)] = Σ_t w[weights.at(t)] ·
 * x[inputs.at(i) + t · dilation]}. Inputs outside of x are zeros of its border.
 *
 * @param pixels number of outputs
 * @param outputs where they stand
 * @param inputs what the first tap of each output reads
 * @param taps number of taps; 0 where nothing is read
 * @param dilation from the input of a tap to that of the next
 * @param weights of the taps
 */
public record PixelAxis(
        int pixels,
        Progression outputs,
        Progression inputs,
        int taps,
        int dilation,
        Progression weights) {

    /**
     * Returns an axis of a convolution.
     *
     * @param before zeros before the first input
     */
    public static PixelAxis of(int pixels, int taps, int stride, int dilation, int before) {
        return new PixelAxis(
                pixels,
                Progression.NATURAL,
                new Progression(-before, stride),
                taps,
                dilation,
                Progression.NATURAL);
    }

    /** Returns the zeros that two axes read around an input of height × width. */
    public static Halo halo(PixelAxis rows, PixelAxis columns, Shape input) {
        return rows.taps() == 0 || columns.taps() == 0
                ? Halo.NONE
                : new Halo(
                        rows.before(),
                        rows.after(input.height()),
                        columns.before(),
                        columns.after(input.width()));
    }

    private int before() {
        return Math.max(0, -inputs.first());
    }

    private int after(int extent) {
        int last = inputs.at(pixels - 1) + (taps - 1) * dilation;
        return Math.max(0, last - extent + 1);
    }
}
