package io.github.lanewise.bench.peer.onednn;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.ConvolutionSubject;
import io.github.lanewise.bench.convolution.Direction;
import org.openjdk.jmh.annotations.Fork;

/** oneDNN's direct convolution in three directions. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class OneDnnConvolution extends ConvolutionBenchmark {
    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        return new Convolutions(new OneDnn(threadCount), data).subject(what);
    }
}
