package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.ConvolutionSubject;
import io.github.lanewise.bench.convolution.Direction;
import org.openjdk.jmh.annotations.Fork;

/** Forward convolutions by ONNX Runtime. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class OnnxRuntimeConvolution extends ConvolutionBenchmark {
    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        if (what != Direction.FORWARD) {
            throw new IllegalArgumentException(
                    "ONNX Runtime computes convolutions forward only, not %s.".formatted(what));
        }
        return new OnnxRuntimeForward(data, threadCount);
    }
}
