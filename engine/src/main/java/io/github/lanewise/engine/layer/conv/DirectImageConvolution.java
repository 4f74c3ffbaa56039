package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.kernel.PixelGrid;
import io.github.lanewise.engine.kernel.PixelProduct;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Workspace;

/**
 * The forward pass of one image as it is defined, with channels in lanes: a {@link PixelProduct}
 * over the output pixels.
 */
final class DirectImageConvolution implements ImagePlan {
    private final ConvGeometry g;
    private final ConvParameters parameters;
    private final PackedLanes filters;
    private final int[] steps;
    private boolean rectified;

    /**
     * Allocates the packed filters.
     *
     * @param workspace their owner
     */
    DirectImageConvolution(ConvGeometry g, ConvParameters parameters, Workspace workspace) {
        this.g = g;
        this.parameters = parameters;
        steps = new FilterOrder(g, parameters.flipped()).forwardSteps();
        filters = new PackedLanes(g.output().channels(), g.taps(), workspace::floats);
    }

    @Override
    public Halo inputHalo() {
        return g.padding();
    }

    @Override
    public boolean rectify() {
        rectified = true;
        return true;
    }

    @Override
    public int packTasks() {
        return filters.blocks();
    }

    @Override
    public void pack(int task, boolean forTraining) {
        filters.pack(task, parameters.weight().value(), 0, g.taps(), steps);
        if (task == 0) {
            parameters.bias().ifPresent(bias -> filters.startFrom(bias.value()));
        }
    }

    @Override
    public ImagePass pass(ImageBuffers buffers) {
        // y (P·Q, K) = x (P·Q, C·R·S) × wᵀ (C·R·S, K)
        PixelProduct product =
                new PixelProduct(
                        filters,
                        pixels(buffers.x().layout(), buffers.y().layout()),
                        buffers.x().segment(),
                        buffers.y().segment());
        return new Pass(product, split(buffers), rectified);
    }

    private PixelSplit split(ImageBuffers buffers) {
        boolean rows = filters.byteSize() > buffers.x().layout().byteSize();
        return PixelSplit.of(g.output().pixels(), filters.blocks(), rows, buffers.workers());
    }

    private PixelGrid pixels(Layout x, Layout y) {
        int[] input = new int[g.output().pixels()];
        int[] output = new int[input.length];
        for (int p = 0; p < g.output().height(); p++) {
            for (int q = 0; q < g.output().width(); q++) {
                int row = p * g.strideHeight() - g.padding().top();
                int column = q * g.strideWidth() - g.padding().left();
                int pixel = p * g.output().width() + q;
                input[pixel] = Math.toIntExact(x.offset(0, row, column));
                output[pixel] = Math.toIntExact(y.vector(0, p, q));
            }
        }
        return new PixelGrid(taps(x), input, output, y.planeStride());
    }

    /** Returns the byte offset of each step (c, r, s) from the first float of a pixel. */
    private int[] taps(Layout x) {
        int[] taps = new int[g.taps()];
        long origin = x.offset(0, 0, 0);
        int t = 0;
        for (int c = 0; c < g.input().channels(); c++) {
            for (int r = 0; r < g.r(); r++) {
                for (int s = 0; s < g.s(); s++) {
                    taps[t++] = Math.toIntExact(x.offset(c, r, s) - origin);
                }
            }
        }
        return taps;
    }

    private record Pass(PixelProduct product, PixelSplit split, boolean rectified)
            implements ImagePass {
        @Override
        public int tasks() {
            return split.tasks();
        }

        @Override
        public void run(int task, int worker) {
            int from = split.pixelFrom(task);
            int to = split.pixelTo(task);
            product.run(from, to, split.blockFrom(task), split.blockTo(task));
            if (rectified) {
                product.rectify(from, to, split.blockFrom(task), split.blockTo(task));
            }
        }
    }
}
