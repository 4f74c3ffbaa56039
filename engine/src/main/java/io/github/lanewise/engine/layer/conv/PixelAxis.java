package io.github.lanewise.engine.layer.conv;

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

    /** Returns the zeros that are read before the first input. */
    int before() {
        return taps == 0 ? 0 : Math.max(0, -inputs.first());
    }

    /** Returns the zeros that are read after the last of so many inputs. */
    int after(int extent) {
        int last = inputs.at(pixels - 1) + (taps - 1) * dilation;
        return taps == 0 ? 0 : Math.max(0, last - extent + 1);
    }
}
