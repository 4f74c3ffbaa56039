package io.github.lanewise.bench.network;

import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;

/** Classifying by Lanewise. Parameters are packed in the first call, before anything is timed. */
public class LanewiseInference extends InferenceBenchmark {
    @Override
    protected InferenceSubject subject(Network weights, int batchSize, int threadCount) {
        Workers workers = new Workers(threadCount);
        return new Subject(new Inference(weights, workers), workers);
    }

    private record Subject(Inference inference, Workers workers) implements InferenceSubject {
        @Override
        public float[] predict(float[] nchw) {
            return inference.predict(nchw);
        }

        @Override
        public void close() {
            inference.close();
            workers.close();
        }
    }
}
