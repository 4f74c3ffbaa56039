package io.github.lanewise.bench.network;

import io.github.lanewise.engine.network.Network;

/** Training steps by Lanewise. */
public class LanewiseTrainingStep extends TrainingStepBenchmark {
    @Override
    protected TrainingSubject subject(Network model, TrainingData data, int threadCount) {
        return new LanewiseTrainingSubject(model, data, threadCount);
    }
}
