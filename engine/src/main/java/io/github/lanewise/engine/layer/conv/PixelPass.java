package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.kernel.PixelProduct;
import io.github.lanewise.engine.layer.ImagePass;
import java.util.List;

/** The pass of a {@link PixelConvolution} over some images. */
final class PixelPass implements ImagePass {
    /**
     * Pixels that are finished at a time: so many vectors of results that they stay in the first
     * cache level. A multiple of the pixels of every tile.
     */
    private static final int CHUNK = 8 * PixelProduct.MOST_PIXELS;

    private final PixelProduct[] products;
    private final RowEnd[] ends;
    private final PixelSplit split;
    private final int[] firstPlane;
    private final PixelAxis rows;
    private final PixelAxis columns;

    /** Pixels of a row that are neighbours in the output. */
    private final int neighbours;

    /** Whether the pixels are all of the output. */
    private final boolean dense;

    /**
     * Takes its parts.
     *
     * @param products of each image
     * @param ends of each image
     * @param split of an image
     */
    PixelPass(
            List<PixelProduct> products,
            List<RowEnd> ends,
            PixelSplit split,
            PackedLanes filters,
            PixelAxis rows,
            PixelAxis columns) {
        this.products = products.toArray(PixelProduct[]::new);
        this.ends = ends.toArray(RowEnd[]::new);
        this.split = split;
        this.rows = rows;
        this.columns = columns;
        neighbours = columns.outputs().step() == 1 ? columns.pixels() : 1;
        dense = rows.outputs().step() == 1 && columns.outputs().step() == 1;
        firstPlane = new int[filters.blocks() + 1];
        for (int block = 0; block < filters.blocks(); block++) {
            firstPlane[block] = filters.firstRow(block) / Lanes.COUNT;
            firstPlane[block + 1] = firstPlane[block] + PackedLanes.vectors(filters.height(block));
        }
    }

    @Override
    public int tasks() {
        return products.length * split.tasks();
    }

    @Override
    public void run(int task, int worker) {
        int image = task / split.tasks();
        int part = task % split.tasks();
        PixelProduct product = products[image];
        int end = split.pixelTo(part);
        for (int block = split.blockFrom(part); block < split.blockTo(part); block++) {
            for (int from = split.pixelFrom(part); from < end; from += CHUNK) {
                int to = Math.min(end, from + CHUNK);
                product.run(from, to, block, block + 1);
                finish(ends[image], block, from, to);
            }
        }
    }

    private void finish(RowEnd end, int block, int from, int to) {
        if (dense && end.joinsRows()) {
            int column = from % columns.pixels();
            int row = from / columns.pixels();
            for (int plane = firstPlane[block]; plane < firstPlane[block + 1]; plane++) {
                end.apply(plane, row, column, to - from);
            }
            return;
        }
        for (int plane = firstPlane[block]; plane < firstPlane[block + 1]; plane++) {
            for (int pixel = from; pixel < to; ) {
                int column = pixel % columns.pixels();
                int count = Math.min(to - pixel, Math.min(neighbours, columns.pixels() - column));
                int row = rows.outputs().at(pixel / columns.pixels());
                end.apply(plane, row, columns.outputs().at(column), count);
                pixel += count;
            }
        }
    }
}
