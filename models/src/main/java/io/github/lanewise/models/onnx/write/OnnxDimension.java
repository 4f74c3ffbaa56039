package io.github.lanewise.models.onnx.write;

/** One extent of an input or output. */
public sealed interface OnnxDimension {
    /**
     * An extent that is the same in each run.
     *
     * @param extent at least 0
     */
    record Fixed(long extent) implements OnnxDimension {}

    /**
     * An extent that a run decides; equal names are equal extents.
     *
     * @param name such as {@code N}
     */
    record Symbolic(String name) implements OnnxDimension {}

    /** Returns an extent that is the same in each run. */
    static OnnxDimension of(long extent) {
        return new Fixed(extent);
    }

    /** Returns an extent that a run decides. */
    static OnnxDimension of(String name) {
        return new Symbolic(name);
    }
}
