package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.PixelProduct;

/**
 * How workers share the pixels of an image and the blocks of output channels: by ranges of the one
 * or of the other, whichever leaves more of what they read to each of them alone.
 *
 * @param pixels of the output
 * @param blocks of output channels
 * @param pixelParts ranges of pixels
 * @param blockParts ranges of blocks
 */
record PixelSplit(int pixels, int blocks, int pixelParts, int blockParts) {
    /** Tasks per worker: a worker that is late leaves some to the others. */
    static final int TASKS_PER_WORKER = 4;

    private static final int TILE = PixelProduct.MOST_PIXELS;

    /**
     * Chooses a split.
     *
     * @param byBlocks whether to prefer ranges of blocks
     */
    static PixelSplit of(int pixels, int blocks, boolean byBlocks, int workers) {
        int tiles = Math.ceilDiv(pixels, TILE);
        int wanted = workers == 1 ? 1 : workers * TASKS_PER_WORKER;
        int blockParts = byBlocks || tiles < workers ? Math.min(wanted, blocks) : 1;
        int pixelParts = Math.min(tiles, Math.ceilDiv(wanted, blockParts));
        return new PixelSplit(pixels, blocks, pixelParts, blockParts);
    }

    int tasks() {
        return pixelParts * blockParts;
    }

    int pixelFrom(int task) {
        int tiles = Math.ceilDiv(pixels, TILE);
        return (int) ((long) tiles * (task / blockParts) / pixelParts) * TILE;
    }

    int pixelTo(int task) {
        return task / blockParts + 1 == pixelParts ? pixels : pixelFrom(task + blockParts);
    }

    int blockFrom(int task) {
        return blocks * (task % blockParts) / blockParts;
    }

    int blockTo(int task) {
        return blocks * (task % blockParts + 1) / blockParts;
    }
}
