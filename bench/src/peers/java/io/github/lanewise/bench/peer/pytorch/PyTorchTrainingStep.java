package io.github.lanewise.bench.peer.pytorch;

import io.github.lanewise.bench.network.TrainingData;
import io.github.lanewise.bench.network.TrainingStepBenchmark;
import io.github.lanewise.bench.network.TrainingSubject;
import io.github.lanewise.engine.network.Network;
import org.openjdk.jmh.annotations.Fork;

/** Training steps by PyTorch. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class PyTorchTrainingStep extends TrainingStepBenchmark {
    @Override
    protected TrainingSubject subject(Network model, TrainingData data, int threadCount) {
        return new PyTorchTrainingSubject(model, data, threadCount);
    }
}
