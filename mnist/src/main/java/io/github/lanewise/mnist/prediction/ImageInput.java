package io.github.lanewise.mnist.prediction;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.image.ImageException;
import io.github.lanewise.mnist.image.ImageFile;
import io.github.lanewise.mnist.image.Resizer;
import io.github.lanewise.mnist.training.Normalization;
import java.nio.file.Path;
import java.util.List;

/**
 * Image files as a model reads them.
 *
 * @param resizer makes the planes of the model
 * @param normalization of all channels, or one for each
 */
public record ImageInput(Resizer resizer, List<Normalization> normalization) {
    /**
     * @throws IllegalArgumentException if there are neither one normalization nor as many as planes
     */
    public ImageInput {
        normalization = List.copyOf(normalization);
        if (normalization.size() != 1 && normalization.size() != resizer.channels()) {
            throw new IllegalArgumentException(
                    "There are %d normalizations for %d channels."
                            .formatted(normalization.size(), resizer.channels()));
        }
    }

    /**
     * Reads an image.
     *
     * @return channels × height × width values
     * @throws ImageException if the file cannot be used
     */
    public float[] read(Path file) throws ImageException {
        float[] values = ImageFile.read(file, resizer);
        int plane = resizer.height() * resizer.width();
        for (int i = 0; i < values.length; i++) {
            Normalization one = normalization.get(i / plane % normalization.size());
            values[i] = values[i] * one.scale() + one.shift();
        }
        return values;
    }

    /** Returns whether images can have as many channels as a model reads. */
    public static boolean fits(Shape input) {
        return input.channels() == 1 || input.channels() == 3;
    }
}
