package io.github.lanewise.bench.onnx;

/** ONNX models run by Lanewise. */
public class LanewiseOnnx extends OnnxBenchmark {
    @Override
    protected OnnxSubject subject(OnnxCall call) {
        return new LanewiseOnnxSubject(call);
    }
}
