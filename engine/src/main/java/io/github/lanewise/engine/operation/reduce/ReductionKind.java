package io.github.lanewise.engine.operation.reduce;

import java.lang.foreign.MemorySegment;

/** What numbers are reduced to. */
public enum ReductionKind {
    /** Σ x / count. */
    MEAN("ReduceMean", 0),
    /** Σ x. */
    SUM("ReduceSum", 0),
    /** The largest; NaN if one is. */
    MAX("ReduceMax", Float.NEGATIVE_INFINITY),
    /** The smallest; NaN if one is. */
    MIN("ReduceMin", Float.POSITIVE_INFINITY);

    private final String operator;
    private final float start;

    ReductionKind(String operator, float start) {
        this.operator = operator;
        this.start = start;
    }

    /** Returns ONNX's name. */
    String operator() {
        return operator;
    }

    /** Returns what nothing is reduced to. */
    float start() {
        return start;
    }

    /** Returns what two numbers are reduced to; sums are not divided yet. */
    float combine(float a, float b) {
        return switch (this) {
            case MEAN, SUM -> a + b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    /** Folds vectors into that of a total, lane by lane. */
    void fold(
            MemorySegment x,
            long offset,
            long stride,
            int count,
            MemorySegment total,
            long totalOffset) {
        switch (this) {
            case MEAN, SUM -> ReductionKernel.sum(x, offset, stride, count, total, totalOffset);
            case MAX -> ReductionKernel.max(x, offset, stride, count, total, totalOffset);
            case MIN -> ReductionKernel.min(x, offset, stride, count, total, totalOffset);
        }
    }
}
