package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.FeatureMap;
import io.github.lanewise.engine.operation.RowPass;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Function;

/**
 * Pooling over windows, row by row of the output. Padding is never read.
 *
 * @param attributes of the windows
 * @param kernel makes what pools
 * @param workers that share the rows
 */
record WindowPlan(
        PoolAttributes attributes, Function<WindowMemory, WindowKernel> kernel, int workers)
        implements NodePlan {
    @Override
    public ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
        FeatureMap x = FeatureMap.of(inputs.getFirst());
        FeatureMap y = FeatureMap.of(outputs.getFirst());
        Layout from = x.layout();
        PoolAxis vertical = attributes.vertical(from.shape().height());
        PoolAxis horizontal = attributes.horizontal(from.shape().width());
        WindowMemory memory =
                new WindowMemory(
                        x.memory(),
                        y.memory(),
                        from.rowStride() * attributes.dilationHeight(),
                        (long) Lanes.BYTES * attributes.dilationWidth(),
                        (long) Lanes.BYTES * attributes.strideWidth());
        Rows rows = new Rows(x, y, vertical, horizontal, kernel.apply(memory));
        double elements =
                (double) Math.min(vertical.window(), vertical.size())
                        * Math.min(horizontal.window(), horizontal.size());
        return RowPass.of(
                rows,
                y.images(),
                y.layout().planes(),
                vertical.outputs(),
                horizontal.outputs() * elements,
                workers);
    }

    private record Rows(
            FeatureMap x, FeatureMap y, PoolAxis vertical, PoolAxis horizontal, WindowKernel kernel)
            implements RowPass.Row {
        @Override
        public void compute(int image, int plane, int p, int worker) {
            int from = horizontal.insideFrom();
            int to = horizontal.insideTo();
            for (int q = 0; q < from; q++) {
                run(image, plane, p, q, 1);
            }
            if (to > from) {
                run(image, plane, p, from, to - from);
            }
            for (int q = to; q < horizontal.outputs(); q++) {
                run(image, plane, p, q, 1);
            }
        }

        private void run(int image, int plane, int p, int q, int count) {
            kernel.pool(
                    vertical.elements(p),
                    horizontal.elements(q),
                    (long) vertical.paddedElements(p) * horizontal.paddedElements(q),
                    x.vector(image, plane, vertical.first(p), horizontal.first(q)),
                    y.vector(image, plane, p, q),
                    count);
        }
    }
}
