package io.github.lanewise.bench.peer.onednn;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.peer.support.JarVersion;
import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.shape.ConvShape;
import java.util.Optional;

/** oneDNN, a native library of hand-written kernels. */
public final class OneDnnPeer implements Peer {
    @Override
    public String name() {
        return "oneDNN";
    }

    @Override
    public String version() {
        return JarVersion.of("org.bytedeco", "dnnl");
    }

    @Override
    public boolean hasOwnLayout() {
        return true;
    }

    @Override
    public Optional<Class<? extends ConvolutionBenchmark>> convolution(
            ConvShape shape, Direction direction) {
        return Optional.of(OneDnnConvolution.class);
    }

    @Override
    public Optional<Class<? extends ProductBenchmark>> product() {
        return Optional.of(OneDnnProduct.class);
    }
}
