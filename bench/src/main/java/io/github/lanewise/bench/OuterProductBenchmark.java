package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The kernel under convolution and dense layers as a plain product of matrices, y (rows, columns) =
 * a (rows, steps) × x (steps, columns), with a vector per column. With 16 lanes x takes 32 KiB,
 * which fits into a first-level cache, or 448 KiB, which fits into a second-level one.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class OuterProductBenchmark extends LanewiseBenchmark {
    /** Rows × steps × columns. */
    @Param({"48x64x8", "48x256x28"})
    public String extents;

    private int rows;
    private int steps;
    private int columns;
    private Workspace workspace;
    private OuterProduct product;
    private MemorySegment x;
    private MemorySegment y;

    /** Fills the matrices and compares the product with a plain one. */
    @Setup
    public void prepare() {
        String[] parts = extents.split("x", 3);
        rows = Integer.parseInt(parts[0]);
        steps = Integer.parseInt(parts[1]);
        columns = Integer.parseInt(parts[2]);
        workspace = new Workspace();
        SplittableRandom random = new SplittableRandom(1);
        MemorySegment a = floats((long) rows * steps, random);
        x = floats((long) steps * columns * Lanes.COUNT, random);
        y = workspace.floats((long) rows * columns * Lanes.COUNT);
        int rowBytes = columns * Lanes.BYTES;
        int[] taps = new int[steps];
        Arrays.setAll(taps, t -> t * rowBytes);
        Columns.Grid grid =
                new Columns.Grid(
                        1,
                        columns,
                        (row, column) -> column * Lanes.BYTES,
                        (row, column) -> column * Lanes.BYTES,
                        rowBytes);
        PackedRows packed = new PackedRows(rows, steps, Columns.groupWidth(columns));
        int[] order = new int[steps];
        Arrays.setAll(order, t -> t);
        for (int block = 0; block < packed.blocks(); block++) {
            packed.pack(block, a, 0, steps, order);
        }
        product = new OuterProduct(packed, Columns.of(taps, grid));
        product.run(x, y);
        Agreement.require(
                "the outer product", y.toArray(ValueLayout.JAVA_FLOAT), plainProduct(a), steps);
    }

    private MemorySegment floats(long count, SplittableRandom random) {
        MemorySegment floats = workspace.floats(count);
        for (long i = 0; i < count; i++) {
            floats.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
        }
        return floats;
    }

    private double[] plainProduct(MemorySegment a) {
        int width = columns * Lanes.COUNT;
        double[] sums = new double[rows * width];
        for (int row = 0; row < rows; row++) {
            for (int t = 0; t < steps; t++) {
                double factor = a.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * steps + t);
                for (int i = 0; i < width; i++) {
                    double value = x.getAtIndex(ValueLayout.JAVA_FLOAT, (long) t * width + i);
                    sums[row * width + i] += factor * value;
                }
            }
        }
        return sums;
    }

    /** Multiplies. */
    @Benchmark
    public void multiply(FlopCounter counter) {
        product.run(x, y);
        counter.add(Flops.outerProduct(rows, steps, columns));
    }

    /** Frees the matrices. */
    @TearDown
    public void close() {
        workspace.close();
    }
}
