package io.github.lanewise.models.family;

/**
 * A convolution.
 *
 * @param filters number of output channels
 * @param window of each filter
 * @param groups into which input and output channels are divided
 * @param bias whether a number is added to each output channel
 * @param gain variance of a weight times the number of inputs of an output
 */
record Conv(int filters, Window window, int groups, boolean bias, double gain) {
    /** Returns a convolution that keeps the size of the image; the window's size is odd. */
    static Conv of(int filters, int size) {
        Window window = Window.of(size).padding((size - 1) / 2);
        return new Conv(filters, window, 1, true, Weights.RECTIFIED);
    }

    /** Returns a convolution of each channel with a filter of its own. */
    static Conv depthwise(int channels, int size) {
        return of(channels, size).groups(channels);
    }

    Conv stride(int pixels) {
        return new Conv(filters, window.stride(pixels), groups, bias, gain);
    }

    Conv padding(int pixels) {
        return new Conv(filters, window.padding(pixels), groups, bias, gain);
    }

    Conv groups(int count) {
        return new Conv(filters, window, count, bias, gain);
    }

    Conv withoutBias() {
        return new Conv(filters, window, groups, false, gain);
    }

    Conv gain(double newGain) {
        return new Conv(filters, window, groups, bias, newGain);
    }
}
