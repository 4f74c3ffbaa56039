package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.MatrixProduct;

/**
 * What a direction of a convolution is expected to cost for one lane group, in the time of a
 * multiply-add of vectors at the peak of the processor. The constants are measured ones, rounded
 * (docs/tuning.md, "Winograd").
 */
final class ConvCosts {
    /** Shares of the peak that direct convolution reaches. */
    private static final double DIRECT = 0.92;

    private static final double DIRECT_FILTER_GRADIENT = 0.74;

    /** Share of the peak that long products of a place reach. */
    private static final double PRODUCTS = 0.78;

    private static final double MATRIX_PRODUCTS = 0.88;

    /** Steps that a product loses at its ends. */
    private static final double PRODUCT_ENDS = 6;

    private static final double MATRIX_PRODUCT_ENDS = 14;

    /** What beyond this leaves the caches of a core, and what is left of the speed then. */
    private static final long CACHED_BYTES = 3L << 20;

    private static final double UNCACHED = 0.75;

    /** Tiles that the widest kernel of the products takes. */
    private static final int KERNEL_TILES = 4;

    /** The transforms of a tile and a channel, forth and back, per place. */
    private static final double INPUT = 11;

    private static final double OUTPUT = 10;
    private static final double GRADIENT = 18;

    /** Transform and addition of a filter's gradient, per place. */
    private static final double FILTER = 5;

    private ConvCosts() {}

    static double directForward(ConvGeometry g) {
        return multiplyAdds(g) / DIRECT;
    }

    static double directFilterGradient(ConvGeometry g) {
        return multiplyAdds(g) / DIRECT_FILTER_GRADIENT;
    }

    private static double multiplyAdds(ConvGeometry g) {
        return (double) g.output().elements() * g.taps();
    }

    /** Returns the cost of {@link WinogradConvolution}, in either direction. */
    static double winograd(WinogradGrid grid) {
        WinogradBlocking blocking = WinogradBlocking.of(grid);
        int inputs = grid.input().channels();
        int outputs = grid.output().channels();
        int tiles = blocking.tiles();
        double filled = (double) tiles / MatrixProduct.padded(tiles, KERNEL_TILES);
        double share = PRODUCTS * inputs / (inputs + PRODUCT_ENDS) * filled;
        if (blocking.bytes(grid) > CACHED_BYTES) {
            share *= UNCACHED;
        }
        double products = (double) inputs * outputs / share;
        double transforms = inputs * INPUT + outputs * OUTPUT;
        return (double) grid.tiles() * grid.places() * (products + transforms);
    }

    /** Returns the cost of {@link WinogradFilterGradient} for a grid of the forward pass. */
    static double winogradFilterGradient(WinogradGrid grid) {
        WinogradGradientBlocking blocking = WinogradGradientBlocking.of(grid);
        int inputs = grid.input().channels();
        int outputs = grid.output().channels();
        int blocks = Math.ceilDiv(inputs, blocking.rows());
        double rows = (double) blocks * blocking.rows();
        double columns = MatrixProduct.padded(outputs, MatrixProduct.COLUMNS);
        double steps = blocking.tiles() * Lanes.COUNT;
        double share = MATRIX_PRODUCTS * steps / (steps + MATRIX_PRODUCT_ENDS);
        double products = rows * columns / share;
        double transforms = inputs * INPUT + blocks * outputs * GRADIENT;
        double filters = (double) inputs * outputs * FILTER;
        return grid.places() * (grid.tiles() * (products + transforms) + filters);
    }
}
