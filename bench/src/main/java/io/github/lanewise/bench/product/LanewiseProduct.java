package io.github.lanewise.bench.product;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The kernel under convolution and dense layers as a plain product of matrices, with neighbouring
 * floats of a row of x in the lanes of a vector. The left side is packed beforehand, as filters
 * are; the right side is read as it is.
 */
public class LanewiseProduct extends ProductBenchmark {
    @Override
    protected ProductSubject subject(Extents size, float[] a, float[] x) {
        if (size.columns() % Lanes.COUNT != 0) {
            throw new IllegalArgumentException(
                    ("The product %dx%dx%d has columns that are no multiple of the %d lanes of this"
                                    + " machine; choose another number of columns.")
                            .formatted(size.rows(), size.steps(), size.columns(), Lanes.COUNT));
        }
        return new KernelProduct(size, a, x);
    }

    private static final class KernelProduct implements ProductSubject {
        private final Workspace workspace = new Workspace();
        private final OuterProduct product;
        private final MemorySegment x;
        private final MemorySegment y;

        KernelProduct(Extents size, float[] left, float[] right) {
            MemorySegment a = copied(left);
            x = copied(right);
            y = workspace.floats((long) size.rows() * size.columns());
            int vectors = size.columns() / Lanes.COUNT;
            int[] order = new int[size.steps()];
            Arrays.setAll(order, t -> t);
            PackedRows packed =
                    new PackedRows(size.rows(), size.steps(), Columns.groupWidth(vectors));
            for (int block = 0; block < packed.blocks(); block++) {
                packed.pack(block, a, 0, size.steps(), order);
            }
            int rowBytes = size.columns() * Float.BYTES;
            int[] taps = new int[size.steps()];
            Arrays.setAll(taps, t -> Math.multiplyExact(t, rowBytes));
            Columns.Grid grid =
                    new Columns.Grid(
                            1,
                            vectors,
                            (row, column) -> column * Lanes.BYTES,
                            (row, column) -> column * Lanes.BYTES,
                            rowBytes);
            product = new OuterProduct(packed, Columns.of(taps, grid));
        }

        private MemorySegment copied(float[] values) {
            MemorySegment floats = workspace.floats(values.length);
            MemorySegment.copy(values, 0, floats, ValueLayout.JAVA_FLOAT, 0, values.length);
            return floats;
        }

        @Override
        public void run() {
            product.run(x, y);
        }

        @Override
        public float[] result() {
            return y.toArray(ValueLayout.JAVA_FLOAT);
        }

        @Override
        public void close() {
            workspace.close();
        }
    }
}
