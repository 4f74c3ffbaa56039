package io.github.lanewise.bench.peer;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.network.EpochBenchmark;
import io.github.lanewise.bench.network.InferenceBenchmark;
import io.github.lanewise.bench.network.StartupBenchmark;
import io.github.lanewise.bench.network.TrainingStepBenchmark;
import io.github.lanewise.bench.network.WarmUpBenchmark;
import io.github.lanewise.bench.onnx.OnnxBenchmark;
import io.github.lanewise.bench.onnx.OnnxLatencyBenchmark;
import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.shape.ConvShape;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A library that Lanewise is measured against: which of the benchmarks it has. {@link
 * ServiceLoader} finds the implementations.
 */
public interface Peer {
    /** Returns the name as its makers write it. */
    String name();

    /** Returns the version of the jar. */
    String version();

    /** Returns the most threads that it can use. */
    default int mostThreads() {
        return Integer.MAX_VALUE;
    }

    /**
     * Returns whether its convolutions like another layout than plain N·C·H·W better, so that a
     * caller with plain arrays pays for reordering.
     */
    default boolean hasOwnLayout() {
        return false;
    }

    /** Returns the benchmark of convolutions, if it has one that can compute such a layer. */
    default Optional<Class<? extends ConvolutionBenchmark>> convolution(
            ConvShape shape, Direction direction) {
        return Optional.empty();
    }

    /** Returns the benchmark of products of matrices. */
    default Optional<Class<? extends ProductBenchmark>> product() {
        return Optional.empty();
    }

    /** Returns the benchmark of training steps. */
    default Optional<Class<? extends TrainingStepBenchmark>> trainingStep() {
        return Optional.empty();
    }

    /** Returns the benchmark of epochs. */
    default Optional<Class<? extends EpochBenchmark>> epoch() {
        return Optional.empty();
    }

    /** Returns the benchmark of the first seconds of training. */
    default Optional<Class<? extends WarmUpBenchmark>> warmUp() {
        return Optional.empty();
    }

    /** Returns the benchmark of inference. */
    default Optional<Class<? extends InferenceBenchmark>> inference() {
        return Optional.empty();
    }

    /** Returns the benchmark of the way from the start of a JVM to the first prediction. */
    default Optional<Class<? extends StartupBenchmark>> startup() {
        return Optional.empty();
    }

    /** Returns the benchmark of ONNX models. */
    default Optional<Class<? extends OnnxBenchmark>> onnx() {
        return Optional.empty();
    }

    /** Returns the benchmark of the latencies of an ONNX model. */
    default Optional<Class<? extends OnnxLatencyBenchmark>> onnxLatency() {
        return Optional.empty();
    }

    /** Returns {@link #startup} from an ONNX file. */
    default Optional<Class<? extends StartupBenchmark>> onnxStartup() {
        return Optional.empty();
    }

    /** Returns the peers whose jars are on the class path, by their names. */
    static List<Peer> all() {
        return ServiceLoader.load(Peer.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Peer::name))
                .toList();
    }
}
