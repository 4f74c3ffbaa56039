package io.github.lanewise.bench.peer.netlib;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.peer.support.JarVersion;
import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.shape.ConvShape;
import java.util.Optional;

/** netlib, products of matrices in Java. */
public final class NetlibPeer implements Peer {
    @Override
    public String name() {
        return "netlib";
    }

    @Override
    public String version() {
        return JarVersion.of("dev.ludovic.netlib", "blas");
    }

    @Override
    public Optional<Class<? extends ConvolutionBenchmark>> convolution(
            ConvShape shape, Direction direction) {
        return direction == Direction.FORWARD
                ? Optional.of(NetlibConvolution.class)
                : Optional.empty();
    }

    @Override
    public Optional<Class<? extends ProductBenchmark>> product() {
        return Optional.of(NetlibProduct.class);
    }

    @Override
    public int mostThreads() {
        return 1;
    }
}
