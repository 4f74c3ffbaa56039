package io.github.lanewise.bench.convolution;

/** The activations that one direction of a convolution reads, N·C·H·W; the others are empty. */
final class PlainInput {
    private final float[] x;
    private final float[] dy;

    PlainInput(ConvolutionData data, Direction direction) {
        x = direction == Direction.BACKWARD_DATA ? new float[0] : data.x();
        dy = direction == Direction.FORWARD ? new float[0] : data.dy();
    }

    float[] x() {
        return x;
    }

    float[] dy() {
        return dy;
    }
}
