package io.github.lanewise.bench.network;

import io.github.lanewise.engine.network.Network;

/** The first seconds of training by Lanewise. */
public class LanewiseWarmUp extends WarmUpBenchmark {
    @Override
    protected TrainingSubject subject(Network model, TrainingData data, int threadCount) {
        return new LanewiseTrainingSubject(model, data, threadCount);
    }
}
