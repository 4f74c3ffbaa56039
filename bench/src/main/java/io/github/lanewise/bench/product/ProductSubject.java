package io.github.lanewise.bench.product;

/** A product of two matrices as somebody computes it, ready to run. */
public interface ProductSubject extends AutoCloseable {
    /** Computes y = a · x. */
    void run();

    /** Returns y, rows × columns floats in rows. */
    float[] result();

    @Override
    void close();
}
