package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.network.InferenceBenchmark;
import io.github.lanewise.bench.network.InferenceSubject;
import io.github.lanewise.engine.network.Network;
import org.openjdk.jmh.annotations.Fork;

/** Inference by ONNX Runtime. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class OnnxRuntimeInference extends InferenceBenchmark {
    @Override
    protected InferenceSubject subject(Network weights, int batchSize, int threadCount) {
        return new OnnxRuntimeClassifier(weights, batchSize, threadCount);
    }
}
