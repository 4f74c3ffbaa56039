package io.github.lanewise.bench.peer.openblas;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.peer.support.JarVersion;
import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.shape.ConvShape;
import java.util.Optional;

/** OpenBLAS, a native library of products of matrices. */
public final class OpenBlasPeer implements Peer {
    @Override
    public String name() {
        return "OpenBLAS";
    }

    @Override
    public String version() {
        return JarVersion.of("org.bytedeco", "openblas");
    }

    @Override
    public Optional<Class<? extends ConvolutionBenchmark>> convolution(
            ConvShape shape, Direction direction) {
        return direction == Direction.FORWARD
                ? Optional.of(OpenBlasConvolution.class)
                : Optional.empty();
    }

    @Override
    public Optional<Class<? extends ProductBenchmark>> product() {
        return Optional.of(OpenBlasProduct.class);
    }
}
