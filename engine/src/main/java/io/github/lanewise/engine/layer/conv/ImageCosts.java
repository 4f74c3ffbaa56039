package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.PackedLanes;

/**
 * What the convolution of one image with channels in lanes is expected to cost, in the time of a
 * multiply-add of vectors, as {@link ConvCosts} does it for images in lanes.
 */
final class ImageCosts {
    /** Share of the peak that long products reach. */
    private static final double PRODUCTS = 0.95;

    /** Steps that a product loses at its ends. */
    private static final double PRODUCT_ENDS = 14;

    /** Transform of a tile of a plane of the input, per place. */
    private static final double INPUT = 11;

    /** Transform back of a tile of a plane of the output, per place. */
    private static final double OUTPUT = 10;

    /** Bytes of filters that come from a shared cache, or from memory, in that time. */
    private static final double SHARED_CACHE = 5;

    private static final double MEMORY = 2.3;

    private ImageCosts() {}

    /** Returns the cost of the direct sum. */
    static double direct(ConvGeometry g) {
        int vectors = PackedLanes.vectors(g.output().channels());
        return products(g.output().pixels(), g.taps(), vectors);
    }

    private static double products(double pixels, double steps, double vectors) {
        return pixels * vectors * (steps + PRODUCT_ENDS) / PRODUCTS;
    }

    /** Returns the cost of {@link WinogradImageConvolution}. */
    static double winograd(WinogradGrid grid) {
        WinogradImageBlocking blocking = WinogradImageBlocking.of(grid, 1);
        int channels = grid.input().channels();
        int inputs = PackedLanes.vectors(channels);
        int outputs = PackedLanes.vectors(grid.output().channels());
        int tiles =
                Math.ceilDiv(grid.tiles(), WinogradImageBlocking.TILES)
                        * WinogradImageBlocking.TILES;
        double products = grid.places() * products(tiles, channels, outputs);
        double transforms =
                (double) grid.tiles() * grid.places() * (inputs * INPUT + outputs * OUTPUT);
        long bytes = WinogradImageBlocking.filterBytes(grid);
        double speed = bytes > WinogradImageBlocking.SHARED_CACHE_BYTES ? MEMORY : SHARED_CACHE;
        double reads = blocking.blocks(grid) * bytes / speed;
        return Math.max(products, reads) + transforms;
    }
}
