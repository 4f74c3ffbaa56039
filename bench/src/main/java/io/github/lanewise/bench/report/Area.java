package io.github.lanewise.bench.report;

/** The parts of a report, in their order. */
public enum Area {
    /** What the machine can do at most: multiply-adds and bandwidth. */
    LIMITS("Limits of the machine"),
    /** Convolutions in three directions. */
    CONVOLUTION("Convolution"),
    /** Kernels as products of matrices. */
    PRODUCT("Products of matrices"),
    /** Dense layers, pooling, activations, optimizers. */
    LAYERS("Other layers and the optimizer"),
    /** Training steps and epochs. */
    TRAINING("Training"),
    /** Percentiles of the latency of inference. */
    INFERENCE("Inference"),
    /** Networks from ONNX files. */
    ONNX("ONNX models"),
    /** From the start of a JVM to the first prediction, and the first seconds of training. */
    STARTUP("Start-up and warm-up");

    private final String title;

    Area(String title) {
        this.title = title;
    }

    /** Returns the heading. */
    public String title() {
        return title;
    }
}
