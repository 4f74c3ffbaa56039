package io.github.lanewise.bench.peer.blas;

import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.ConvolutionSubject;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.product.ProductBenchmark.Extents;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.parallel.Workers;
import java.lang.foreign.MemorySegment;

/**
 * The forward pass as users of a BLAS library write it: image by image, im2col and then a product
 * for each group, y = w · columns + bias. Its layout is N·C·H·W, so both calls are the same. The
 * threads share the rows of im2col; those of the product are the library's.
 */
public final class Im2ColConvolution implements ConvolutionSubject {
    private final ConvShape g;
    private final Im2Col im2Col;
    private final Blas blas;
    private final Workers workers;
    private final Extents product;
    private final MemorySegment x;
    private final MemorySegment w;
    private final float[] bias;
    private final MemorySegment y;
    private final MemorySegment columns;

    /**
     * Copies the numbers into the library's memory.
     *
     * @param blas belongs to this subject from now on
     * @throws IllegalArgumentException if the direction is not forward
     */
    public Im2ColConvolution(ConvolutionData data, Direction direction, Blas blas, int threads) {
        if (direction != Direction.FORWARD) {
            throw new IllegalArgumentException(
                    "Im2col with a product is measured forward only, not " + direction + ".");
        }
        g = data.shape();
        im2Col = new Im2Col(g);
        this.blas = blas;
        workers = new Workers(threads);
        product =
                new Extents(
                        g.k() / g.groups(),
                        g.c() / g.groups() * g.r() * g.s(),
                        Math.multiplyExact(g.p(), g.q()));
        x = Floats.copy(blas, data.x());
        w = Floats.copy(blas, data.w());
        bias = data.bias();
        y = blas.zeros(g.yElements());
        columns = blas.zeros(im2Col.isImage() ? 0 : im2Col.elements());
    }

    @Override
    public void run() {
        int inputs = g.c() * g.h() * g.w();
        int outputs = g.k() * product.columns();
        for (long image = 0; image < g.n(); image++) {
            convolve(
                    Floats.slice(x, image * inputs, inputs),
                    Floats.slice(y, image * outputs, outputs));
        }
    }

    private void convolve(MemorySegment input, MemorySegment output) {
        int rows = im2Col.isImage() ? 0 : im2Col.rows();
        int pixels = product.columns();
        workers.run(
                rows + g.k(),
                (task, worker) -> {
                    if (task < rows) {
                        im2Col.writeRow(input, columns, task);
                    } else {
                        int k = task - rows;
                        Floats.fill(Floats.slice(output, (long) k * pixels, pixels), bias[k]);
                    }
                });
        multiply(im2Col.isImage() ? input : columns, output);
    }

    private void multiply(MemorySegment matrix, MemorySegment output) {
        long filters = (long) product.rows() * product.steps();
        long taps = (long) product.steps() * product.columns();
        long outputs = (long) product.rows() * product.columns();
        for (int group = 0; group < g.groups(); group++) {
            blas.multiply(
                    product,
                    Floats.slice(w, group * filters, filters),
                    Floats.slice(matrix, group * taps, taps),
                    1,
                    Floats.slice(output, group * outputs, outputs));
        }
    }

    @Override
    public void runFromNchw() {
        run();
    }

    @Override
    public float[] result(boolean fromNchw) {
        return Floats.array(y);
    }

    @Override
    public String implementation() {
        String name = blas.implementation();
        return im2Col.isImage() ? name : "im2col + " + name;
    }

    @Override
    public void close() {
        workers.close();
        blas.close();
    }
}
