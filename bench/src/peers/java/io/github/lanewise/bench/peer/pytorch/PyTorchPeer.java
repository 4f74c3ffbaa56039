package io.github.lanewise.bench.peer.pytorch;

import ai.djl.pytorch.engine.PtEngine;
import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.network.EpochBenchmark;
import io.github.lanewise.bench.network.InferenceBenchmark;
import io.github.lanewise.bench.network.StartupBenchmark;
import io.github.lanewise.bench.network.TrainingStepBenchmark;
import io.github.lanewise.bench.network.WarmUpBenchmark;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.shape.ConvShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** PyTorch on the processor, through DJL. */
public final class PyTorchPeer implements Peer {
    private static final String VERSIONS = "/pytorch-engine.properties";

    @Override
    public String name() {
        return "PyTorch";
    }

    @Override
    public String version() {
        Properties versions = new Properties();
        try (InputStream file = PtEngine.class.getResourceAsStream(VERSIONS)) {
            if (file != null) {
                versions.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "%s with DJL %s"
                .formatted(
                        versions.getProperty("pytorch_version", "unknown"),
                        versions.getProperty("djl_version", "unknown"));
    }

    @Override
    public boolean hasOwnLayout() {
        return true;
    }

    @Override
    public Optional<Class<? extends ConvolutionBenchmark>> convolution(
            ConvShape shape, Direction direction) {
        return direction == Direction.FORWARD
                ? Optional.of(PyTorchConvolution.class)
                : Optional.empty();
    }

    @Override
    public Optional<Class<? extends TrainingStepBenchmark>> trainingStep() {
        return Optional.of(PyTorchTrainingStep.class);
    }

    @Override
    public Optional<Class<? extends EpochBenchmark>> epoch() {
        return Optional.of(PyTorchEpoch.class);
    }

    @Override
    public Optional<Class<? extends WarmUpBenchmark>> warmUp() {
        return Optional.of(PyTorchWarmUp.class);
    }

    @Override
    public Optional<Class<? extends InferenceBenchmark>> inference() {
        return Optional.of(PyTorchInference.class);
    }

    @Override
    public Optional<Class<? extends StartupBenchmark>> startup() {
        return Optional.of(PyTorchStartup.class);
    }
}
