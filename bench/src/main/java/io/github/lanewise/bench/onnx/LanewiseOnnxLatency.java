package io.github.lanewise.bench.onnx;

/** Latencies of an ONNX model run by Lanewise. */
public class LanewiseOnnxLatency extends OnnxLatencyBenchmark {
    @Override
    protected OnnxSubject subject(OnnxCall call) {
        return new LanewiseOnnxSubject(call);
    }
}
