package io.github.lanewise.bench.onnx;

import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.OnnxOptions;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A model run by Lanewise, with all rewrites. */
final class LanewiseOnnxSubject implements OnnxSubject {
    private final OnnxModel model;
    private final List<MemorySegment> inputs;
    private final List<MemorySegment> outputs;

    LanewiseOnnxSubject(OnnxCall call) {
        model = Onnx.load(call.file(), OnnxOptions.DEFAULT.withThreads(call.threads()));
        inputs = List.of(call.input().memory());
        outputs = call.outputs().stream().map(CallerMemory::memory).toList();
    }

    @Override
    public void run() {
        model.run(inputs, outputs);
    }

    @Override
    public void close() {
        model.close();
    }
}
