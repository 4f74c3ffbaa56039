package io.github.lanewise.bench.product;

import io.github.lanewise.bench.FlopCounter;
import io.github.lanewise.bench.IdleThreads;
import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.bench.reference.Agreement;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * y (rows × columns) = a (rows × steps) · x (steps × columns), by one thread; who computes it is up
 * to the subclass. The right side of the first product takes 32 KiB, which fits into a first-level
 * cache, that of the second 448 KiB, which fits into a second-level one.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class ProductBenchmark extends LanewiseBenchmark {
    /** Extents of a product. */
    public record Extents(int rows, int steps, int columns) {
        /** Reads {@code rows x steps x columns}. */
        static Extents named(String name) {
            if (!name.matches("\\d{1,5}x\\d{1,5}x\\d{1,5}")) {
                throw new IllegalArgumentException(
                        "The extents '%s' should be like 48x64x128: rows x steps x columns."
                                .formatted(name));
            }
            String[] parts = name.split("x", 3);
            return new Extents(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]));
        }
    }

    /** Rows × steps × columns. */
    @Param({"48x64x128", "48x256x448"})
    public String extents;

    private ProductSubject subject;
    private long flop;

    /**
     * Makes what is measured.
     *
     * @param a rows × steps, in rows
     * @param x steps × columns, in rows
     */
    protected abstract ProductSubject subject(Extents size, float[] a, float[] x);

    /** Fills the matrices and compares the product with a plain one. */
    @Setup
    public void prepare() {
        Extents size = Extents.named(extents);
        SplittableRandom random = new SplittableRandom(1);
        float[] a = uniform(size.rows() * size.steps(), random);
        float[] x = uniform(size.steps() * size.columns(), random);
        flop = 2L * size.rows() * size.steps() * size.columns();
        subject = subject(size, a, x);
        subject.run();
        Agreement.require("the product", subject.result(), plain(size, a, x), size.steps());
        IdleThreads.warmUp(subject::run);
    }

    private static float[] uniform(int count, SplittableRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static double[] plain(Extents size, float[] a, float[] x) {
        double[] sums = new double[size.rows() * size.columns()];
        for (int row = 0; row < size.rows(); row++) {
            for (int t = 0; t < size.steps(); t++) {
                double factor = a[row * size.steps() + t];
                for (int i = 0; i < size.columns(); i++) {
                    sums[row * size.columns() + i] += factor * x[t * size.columns() + i];
                }
            }
        }
        return sums;
    }

    /** Multiplies. */
    @Benchmark
    public void multiply(FlopCounter counter) {
        subject.run();
        counter.add(flop);
    }

    /** Frees the matrices. */
    @TearDown
    public void close() {
        subject.close();
    }
}
