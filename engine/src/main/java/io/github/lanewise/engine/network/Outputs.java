package io.github.lanewise.engine.network;

import io.github.lanewise.engine.loss.SoftmaxCrossEntropy;
import io.github.lanewise.engine.tensor.Tensor;

/** What a network made of some neighbouring images, until the next ones are taken. */
interface Outputs {
    /** Returns the number of images, which stand in the first lanes. */
    int images();

    /** Returns the loss and the predicted classes. */
    SoftmaxCrossEntropy loss();

    /** Returns what the last layer made. */
    Tensor logits();

    /** Returns the probabilities of the classes. */
    Tensor probabilities();

    /** Takes outputs; several threads call it at once. */
    @FunctionalInterface
    interface Collector {
        /**
         * Takes outputs.
         *
         * @param first number of the first image
         */
        void collect(int first, Outputs outputs);
    }
}
