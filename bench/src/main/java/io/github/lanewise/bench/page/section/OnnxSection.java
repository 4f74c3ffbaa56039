package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Grid;
import java.util.ArrayList;
import java.util.List;

/** Networks from ONNX files: times of a call, and latencies call by call. */
final class OnnxSection {
    private static final String SAMPLE = "sample";

    private OnnxSection() {}

    static Measurements times(Measurements onnx) {
        return onnx.where(each -> !each.mode().equals(SAMPLE));
    }

    static Measurements latencies(Measurements onnx) {
        return onnx.where(each -> each.mode().equals(SAMPLE));
    }

    static List<Block> blocks(Measurements onnx) {
        List<Block> blocks = new ArrayList<>();
        Measurements times = times(onnx);
        if (!times.isEmpty()) {
            blocks.add(
                    new Grid(
                            TrainingSection.table("Model", Measure.MICROSECONDS, times)
                                    .of(
                                            "A call, from memory of the caller into memory of the"
                                                    + " caller",
                                            TrainingSection.cases(times))));
            blocks.add(
                    ForkTable.of(
                            "ONNX models", Measure.MICROSECONDS, times, times::titleWithThreads));
            blocks.addAll(
                    TrainingSection.ratios("onnx", "time of a call", Measure.MICROSECONDS, times));
            blocks.addAll(
                    TrainingSection.allocation("Allocated on the Java heap", "kB per call", times));
        }
        Measurements latencies = latencies(onnx);
        if (!latencies.isEmpty()) {
            blocks.add(new Grid(InferenceSection.latencies(latencies)));
        }
        return blocks;
    }
}
