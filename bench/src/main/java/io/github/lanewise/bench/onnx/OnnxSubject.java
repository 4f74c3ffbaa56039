package io.github.lanewise.bench.onnx;

/** A model that is loaded, as somebody runs it; its memory is known to it from the start. */
public interface OnnxSubject extends AutoCloseable {
    /** Computes the outputs from the input. */
    void run();

    @Override
    void close();
}
