package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.ModelFormatException;
import java.nio.file.Path;

/** Loads convolutional networks from ONNX files. */
public final class Onnx {
    private Onnx() {}

    /**
     * Loads a model with all rewrites, for as many threads as the machine has processors. The
     * caller closes it; until then the file stays mapped and must not be changed.
     *
     * @throws ModelFormatException if the file cannot be read, is damaged, or asks for what is not
     *     supported
     */
    public static OnnxModel load(Path file) {
        return load(file, OnnxOptions.DEFAULT);
    }

    /**
     * Loads a model.
     *
     * @throws ModelFormatException if the file cannot be read, is damaged, or asks for what is not
     *     supported
     */
    public static OnnxModel load(Path file, OnnxOptions options) {
        try {
            return new OnnxModel(file, options);
        } catch (ShapeException unfit) {
            String fault = String.valueOf(unfit.getMessage());
            throw new ModelFormatException(
                    file,
                    fault.endsWith(".") ? fault.substring(0, fault.length() - 1) : fault,
                    unfit);
        }
    }
}
