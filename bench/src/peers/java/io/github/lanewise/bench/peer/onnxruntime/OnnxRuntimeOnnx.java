package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.onnx.OnnxBenchmark;
import io.github.lanewise.bench.onnx.OnnxCall;
import io.github.lanewise.bench.onnx.OnnxSubject;
import org.openjdk.jmh.annotations.Fork;

/** ONNX models run by ONNX Runtime. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class OnnxRuntimeOnnx extends OnnxBenchmark {
    @Override
    protected OnnxSubject subject(OnnxCall call) {
        return new OnnxRuntimeFile(call);
    }
}
