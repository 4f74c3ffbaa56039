package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.MatrixProduct;
import io.github.lanewise.engine.kernel.OuterProduct;

/**
 * What a direction of a convolution is expected to cost for one lane group, in the time of a
 * multiply-add of vectors at the peak of the processor. The constants are fitted to measurements on
 * a processor with 16 lanes and 32 registers (docs/tuning.md, "Winograd").
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

    /** Transform of a tile of a channel of the input, per place. */
    private static final double INPUT = 11;

    /** Transform back of a tile of an output channel, per place. */
    private static final double OUTPUT = 10;

    /** Transpose and transform of a tile of a channel of the output's gradient, per place. */
    private static final double GRADIENT = 18;

    /** Transform back and addition of the gradient of a filter of a channel, per place. */
    private static final double FILTER = 5;

    private ConvCosts() {}

    /** Returns the cost of the direct sum for activations or their gradients. */
    static double directActivations(ConvGeometry g) {
        return multiplyAdds(g) / DIRECT;
    }

    /** Returns the cost of the direct sum for the gradients of the filters. */
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
        double share = PRODUCTS * inputs / (inputs + PRODUCT_ENDS) * filled(grid, blocking);
        if (blocking.bytes(grid) > CACHED_BYTES) {
            share *= UNCACHED;
        }
        double products = (double) inputs * outputs / share;
        double transforms = inputs * INPUT + outputs * OUTPUT;
        return (double) grid.tiles() * grid.places() * (products + transforms);
    }

    /** Returns the share of the columns of the products that are tiles. */
    private static double filled(WinogradGrid grid, WinogradBlocking blocking) {
        int whole = grid.tiles() / blocking.tiles() * columns(blocking.tiles());
        return (double) grid.tiles() / (whole + columns(grid.tiles() % blocking.tiles()));
    }

    private static int columns(int tiles) {
        return Math.ceilDiv(tiles, OuterProduct.MAIN_COLUMNS) * OuterProduct.MAIN_COLUMNS;
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
