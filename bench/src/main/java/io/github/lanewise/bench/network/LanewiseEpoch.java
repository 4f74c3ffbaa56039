package io.github.lanewise.bench.network;

import io.github.lanewise.engine.network.Network;

/** The first epoch of a new JVM by Lanewise. */
public class LanewiseEpoch extends EpochBenchmark {
    @Override
    protected TrainingSubject subject(Network model, TrainingData data, int threadCount) {
        return new LanewiseTrainingSubject(model, data, threadCount);
    }
}
