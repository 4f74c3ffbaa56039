package io.github.lanewise.bench.peer.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.network.InferenceBenchmark;
import io.github.lanewise.bench.network.StartupBenchmark;
import io.github.lanewise.bench.onnx.OnnxBenchmark;
import io.github.lanewise.bench.onnx.OnnxLatencyBenchmark;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.shape.ConvShape;
import java.util.Objects;
import java.util.Optional;

/** ONNX Runtime, which applies networks but does not train them. */
public final class OnnxRuntimePeer implements Peer {
    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public String version() {
        return Objects.requireNonNullElse(
                OrtEnvironment.class.getPackage().getImplementationVersion(), "unknown");
    }

    @Override
    public Optional<Class<? extends ConvolutionBenchmark>> convolution(
            ConvShape shape, Direction direction) {
        return direction == Direction.FORWARD
                ? Optional.of(OnnxRuntimeConvolution.class)
                : Optional.empty();
    }

    @Override
    public Optional<Class<? extends InferenceBenchmark>> inference() {
        return Optional.of(OnnxRuntimeInference.class);
    }

    @Override
    public Optional<Class<? extends StartupBenchmark>> startup() {
        return Optional.of(OnnxRuntimeStartup.class);
    }

    @Override
    public Optional<Class<? extends OnnxBenchmark>> onnx() {
        return Optional.of(OnnxRuntimeOnnx.class);
    }

    @Override
    public Optional<Class<? extends OnnxLatencyBenchmark>> onnxLatency() {
        return Optional.of(OnnxRuntimeOnnxLatency.class);
    }

    @Override
    public Optional<Class<? extends StartupBenchmark>> onnxStartup() {
        return Optional.of(OnnxRuntimeStartup.class);
    }
}
