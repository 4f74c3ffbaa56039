package io.github.lanewise.bench.peer.openblas;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.ConvolutionSubject;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.peer.blas.Im2ColConvolution;
import org.openjdk.jmh.annotations.Fork;

/** Im2col in Java and OpenBLAS's product; forward only. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class OpenBlasConvolution extends ConvolutionBenchmark {
    @Override
    protected ConvolutionSubject subject(ConvolutionData data, Direction what, int threadCount) {
        return new Im2ColConvolution(data, what, new OpenBlas(threadCount), threadCount);
    }
}
