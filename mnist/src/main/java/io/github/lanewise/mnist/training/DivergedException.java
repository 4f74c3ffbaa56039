package io.github.lanewise.mnist.training;

import java.io.Serial;

/** The loss is no longer a finite number. The message is one sentence for the user. */
public final class DivergedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    DivergedException(int epoch, double learningRate) {
        super(
                "The loss is no longer a finite number in epoch "
                        + epoch
                        + ": training has diverged; try a --learning-rate below "
                        + learningRate
                        + ", or --clip-norm.");
    }
}
