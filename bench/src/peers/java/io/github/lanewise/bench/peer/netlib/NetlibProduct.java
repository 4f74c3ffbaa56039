package io.github.lanewise.bench.peer.netlib;

import io.github.lanewise.bench.peer.blas.BlasProduct;
import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.product.ProductSubject;
import org.openjdk.jmh.annotations.Fork;

/** netlib's product. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class NetlibProduct extends ProductBenchmark {
    @Override
    protected ProductSubject subject(Extents size, float[] a, float[] x) {
        return new BlasProduct(size, a, x, new Netlib(1));
    }
}
