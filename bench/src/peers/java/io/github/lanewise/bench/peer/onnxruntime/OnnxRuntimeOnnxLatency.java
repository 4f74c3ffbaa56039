package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.onnx.OnnxCall;
import io.github.lanewise.bench.onnx.OnnxLatencyBenchmark;
import io.github.lanewise.bench.onnx.OnnxSubject;
import org.openjdk.jmh.annotations.Fork;

/** Latencies of an ONNX model run by ONNX Runtime. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class OnnxRuntimeOnnxLatency extends OnnxLatencyBenchmark {
    @Override
    protected OnnxSubject subject(OnnxCall call) {
        return new OnnxRuntimeFile(call);
    }
}
