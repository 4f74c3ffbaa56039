package io.github.lanewise.mnist.prediction;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.ModelFormatException;
import java.util.Optional;

/** A model that scores the classes of one image at a time, whatever file it comes from. */
public interface Predictor extends AutoCloseable {
    /** Returns the shape of the image that {@link #scores} takes. */
    Shape input();

    /** Returns the number of classes. */
    int classes();

    /** Returns how pixels become input, if the file of the model tells it. */
    Optional<Normalization> normalization();

    /**
     * Returns the names of the classes, as far as the file of the model tells them.
     *
     * @throws ModelFormatException if it tells what makes no sense
     */
    ClassNames classNames();

    /**
     * Returns a score for each class: probabilities, or any values whose softmax they are.
     *
     * @param nchw one image of {@link #input}
     */
    float[] scores(float[] nchw);

    @Override
    void close();
}
