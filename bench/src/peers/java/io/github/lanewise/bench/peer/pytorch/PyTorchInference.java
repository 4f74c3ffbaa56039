package io.github.lanewise.bench.peer.pytorch;

import io.github.lanewise.bench.network.InferenceBenchmark;
import io.github.lanewise.bench.network.InferenceSubject;
import io.github.lanewise.engine.network.Network;
import org.openjdk.jmh.annotations.Fork;

/** Inference by PyTorch, operator by operator: DJL cannot compile a network that it has built. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class PyTorchInference extends InferenceBenchmark {
    @Override
    protected InferenceSubject subject(Network weights, int batchSize, int threadCount) {
        return PyTorchClassifier.of(weights, batchSize, threadCount);
    }
}
