package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.product.ProductSubject;

/** A product with one wrong element among many right ones. */
public class WrongProduct extends ProductBenchmark {
    @Override
    protected ProductSubject subject(Extents size, float[] a, float[] x) {
        float[] y = new float[size.rows() * size.columns()];
        return new ProductSubject() {
            @Override
            public void run() {
                for (int i = 0; i < y.length; i++) {
                    float sum = 0;
                    for (int t = 0; t < size.steps(); t++) {
                        int row = i / size.columns();
                        sum +=
                                a[row * size.steps() + t]
                                        * x[t * size.columns() + i % size.columns()];
                    }
                    y[i] = sum;
                }
                y[y.length / 2] += 1e-3f;
            }

            @Override
            public float[] result() {
                return y;
            }

            @Override
            public void close() {}
        };
    }
}
