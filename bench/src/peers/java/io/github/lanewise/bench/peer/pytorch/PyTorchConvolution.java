package io.github.lanewise.bench.peer.pytorch;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.ConvolutionSubject;
import io.github.lanewise.bench.convolution.Direction;
import org.openjdk.jmh.annotations.Fork;

/** Forward convolutions by PyTorch. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class PyTorchConvolution extends ConvolutionBenchmark {
    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        if (what != Direction.FORWARD) {
            throw new IllegalArgumentException(
                    "Convolutions by PyTorch are measured forward only, not %s.".formatted(what));
        }
        return new PyTorchForward(data, layout, threadCount);
    }
}
