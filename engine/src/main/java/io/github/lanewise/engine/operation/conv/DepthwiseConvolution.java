package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.DepthwiseProduct;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.conv.BoundImage;
import io.github.lanewise.engine.layer.conv.ImageConvolution;
import io.github.lanewise.engine.layer.conv.Limits;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** One filter for each channel: {@code y[c] = bias[c] + Σ_r,s w[c][r][s] · x[c]}. */
final class DepthwiseConvolution implements ImageConvolution {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final ConvShape shape;
    private final MemorySegment[] planes;

    /**
     * Packs the filters.
     *
     * @param filters C groups, each with one input and one output
     * @param workspace owner of the packed ones
     */
    DepthwiseConvolution(ConvFilters filters, Workspace workspace) {
        shape = filters.shape();
        int channels = shape.output().channels();
        int area = filters.area();
        planes = new MemorySegment[PackedLanes.vectors(channels)];
        for (int plane = 0; plane < planes.length; plane++) {
            long floats = (long) DepthwiseProduct.vectors(area) * Lanes.COUNT;
            planes[plane] = workspace.floats(floats);
        }
        for (int c = 0; c < channels; c++) {
            MemorySegment packed = planes[c / Lanes.COUNT];
            int lane = c % Lanes.COUNT;
            if (filters.bias().isPresent()) {
                packed.setAtIndex(FLOAT, lane, filters.bias().get().getAtIndex(FLOAT, c));
            }
            for (int tap = 0; tap < area; tap++) {
                float weight = filters.weight().getAtIndex(FLOAT, (long) c * area + tap);
                packed.setAtIndex(FLOAT, (tap + 1L) * Lanes.COUNT + lane, weight);
            }
        }
    }

    /** Returns whether filters are of this kind. */
    static boolean isPossible(ConvFilters filters) {
        return filters.groups() > 1 && filters.groupInputs() == 1 && filters.groupOutputs() == 1;
    }

    @Override
    public Halo inputHalo() {
        return shape.halo();
    }

    @Override
    public ImagePass pass(List<BoundImage> images) {
        Layout x = images.getFirst().buffers().x().layout();
        int q = shape.output().width();
        int[] taps = taps(x);
        DepthwiseProduct product =
                new DepthwiseProduct(taps, shape.attributes().strideWidth() * Lanes.BYTES, q);
        int rows = images.size() * planes.length * shape.output().height();
        int workers = images.getFirst().buffers().workers();
        return new Pass(images, product, Ranges.of(rows, (double) q * taps.length / 2, workers));
    }

    /** Returns the byte offset of each tap (r, s) from the first one. */
    private int[] taps(Layout x) {
        int[] taps = new int[shape.r() * shape.s()];
        for (int tap = 0; tap < taps.length; tap++) {
            int r = tap / shape.s() * shape.attributes().dilationHeight();
            int s = tap % shape.s() * shape.attributes().dilationWidth();
            taps[tap] = Math.toIntExact(x.vector(0, r, s) - x.vector(0, 0, 0));
        }
        return taps;
    }

    private final class Pass implements ImagePass {
        private final BoundImage[] images;
        private final DepthwiseProduct product;
        private final Ranges ranges;

        /** What the kernel limits the results of each image to, where their ends do no more. */
        private final List<Optional<Limits>> limits;

        Pass(List<BoundImage> images, DepthwiseProduct product, Ranges ranges) {
            this.images = images.toArray(BoundImage[]::new);
            this.product = product;
            this.ranges = ranges;
            limits =
                    images.stream()
                            .map(image -> image.end().limits().filter(l -> product.canLimit()))
                            .toList();
        }

        @Override
        public int tasks() {
            return ranges.count();
        }

        @Override
        public void run(int task, int worker) {
            int height = shape.output().height();
            for (int item = ranges.from(task); item < ranges.to(task); item++) {
                int plane = item / height % planes.length;
                row(item / height / planes.length, plane, item % height);
            }
        }

        private void row(int number, int plane, int row) {
            BoundImage image = images[number];
            ConvAttributes a = shape.attributes();
            Tensor x = image.buffers().x();
            Tensor y = image.buffers().y();
            int top = row * a.strideHeight() - a.pads().top();
            long from = x.layout().vector(plane, top, -a.pads().left());
            long to = y.layout().vector(plane, row, 0);
            MemorySegment w = planes[plane];
            Optional<Limits> limited = limits.get(number);
            if (limited.isPresent()) {
                Limits l = limited.get();
                product.limitedRow(x.segment(), from, w, y.segment(), to, l.least(), l.most());
            } else {
                product.row(x.segment(), from, w, y.segment(), to);
                image.end().apply(plane, row, 0, shape.output().width());
            }
        }
    }
}
