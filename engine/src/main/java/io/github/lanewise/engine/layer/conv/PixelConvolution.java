package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.kernel.PixelGrid;
import io.github.lanewise.engine.kernel.PixelProduct;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The sum over filter taps as it is defined, for output pixels that stand in regular rows and
 * columns: a {@link PixelProduct}.
 */
public final class PixelConvolution implements ImageConvolution {
    private final PackedLanes filters;
    private final PixelAxis rows;
    private final PixelAxis columns;
    private final ChannelRange channels;
    private final Halo halo;
    private final boolean empty;

    /**
     * Takes its parts.
     *
     * @param filters for each output channel the taps (c, r, s), with s fastest; packed by the
     *     caller
     * @param channels c, those of the input that are read
     * @param input C×H×W
     */
    PixelConvolution(
            PackedLanes filters,
            PixelAxis rows,
            PixelAxis columns,
            ChannelRange channels,
            Shape input) {
        this.filters = filters;
        this.rows = rows;
        this.columns = columns;
        this.channels = channels;
        empty = rows.taps() == 0 || columns.taps() == 0;
        halo =
                empty
                        ? Halo.NONE
                        : new Halo(
                                rows.before(),
                                rows.after(input.height()),
                                columns.before(),
                                columns.after(input.width()));
    }

    /**
     * Allocates filters of zeros.
     *
     * @param outputs K, output channels
     * @param channels those of the input that are read
     * @param input C×H×W
     * @param workspace owner of the filters
     */
    public static PixelConvolution of(
            int outputs,
            PixelAxis rows,
            PixelAxis columns,
            ChannelRange channels,
            Shape input,
            Workspace workspace) {
        int steps = steps(rows, columns, channels.count());
        PackedLanes filters = new PackedLanes(outputs, steps, workspace::floats);
        return new PixelConvolution(filters, rows, columns, channels, input);
    }

    /**
     * Sets a filter.
     *
     * @param output channel
     * @param weights of the taps (c, r, s), with s fastest
     */
    public void set(int output, float[] weights) {
        int block = 0;
        while (output >= filters.firstRow(block) + filters.height(block)) {
            block++;
        }
        filters.set(block, output - filters.firstRow(block), weights);
    }

    /** Sets what is added to the output channels. */
    public void startFrom(MemorySegment bias) {
        filters.startFrom(bias);
    }

    private static int steps(PixelAxis rows, PixelAxis columns, int channels) {
        return channels * rows.taps() * columns.taps();
    }

    @Override
    public Halo inputHalo() {
        return halo;
    }

    @Override
    public ImagePass pass(List<BoundImage> images) {
        // y (pixels, K) = x (pixels, C·R·S) × wᵀ (C·R·S, K)
        ImageBuffers first = images.getFirst().buffers();
        PixelGrid grid = grid(first.x().layout(), first.y().layout());
        List<PixelProduct> products =
                images.stream()
                        .map(BoundImage::buffers)
                        .map(b -> new PixelProduct(filters, grid, b.x().segment(), b.y().segment()))
                        .toList();
        List<RowEnd> ends = images.stream().map(BoundImage::end).toList();
        boolean byBlocks = filters.byteSize() > first.x().layout().byteSize();
        boolean many = images.size() >= PixelSplit.TASKS_PER_WORKER * first.workers();
        int workers = many ? 1 : first.workers();
        PixelSplit split = PixelSplit.of(grid.pixels(), filters.blocks(), byBlocks, workers);
        return new PixelPass(products, ends, split, filters, rows, columns);
    }

    private PixelGrid grid(Layout x, Layout y) {
        int[] input = new int[rows.pixels() * columns.pixels()];
        int[] output = new int[input.length];
        int pixel = 0;
        for (int i = 0; i < rows.pixels(); i++) {
            for (int j = 0; j < columns.pixels(); j++) {
                int row = rows.inputs().at(i);
                int column = columns.inputs().at(j);
                long source = empty ? 0 : x.offset(channels.first(), row, column);
                input[pixel] = Math.toIntExact(source);
                long target = y.vector(0, rows.outputs().at(i), columns.outputs().at(j));
                output[pixel++] = Math.toIntExact(target);
            }
        }
        return new PixelGrid(taps(x), input, output, y.planeStride());
    }

    /** Returns the byte offset of each tap (c, r, s) from the first float of a pixel. */
    private int[] taps(Layout x) {
        int[] taps = new int[steps(rows, columns, channels.count())];
        long origin = x.offset(channels.first(), 0, 0);
        int step = 0;
        for (int c = channels.first(); c < channels.end(); c++) {
            for (int r = 0; r < rows.taps(); r++) {
                for (int s = 0; s < columns.taps(); s++) {
                    long tap = x.offset(c, r * rows.dilation(), s * columns.dilation());
                    taps[step++] = Math.toIntExact(tap - origin);
                }
            }
        }
        return taps;
    }
}
