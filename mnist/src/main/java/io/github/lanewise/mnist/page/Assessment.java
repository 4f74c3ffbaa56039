package io.github.lanewise.mnist.page;

import io.github.lanewise.models.Summary;
import java.util.Optional;

/**
 * What the weights of a run tell.
 *
 * @param remark which weights were tested on which images, or why that was not possible; sentences
 * @param layers the layers of the network, if there are weights
 * @param examination how it does on the test images, if there are weights and images
 */
public record Assessment(
        String remark, Optional<Summary> layers, Optional<Examination> examination) {

    /** Returns the assessment of a run that cannot be tested. */
    public static Assessment missing(String why, Optional<Summary> layers) {
        return new Assessment("This part is missing: " + why, layers, Optional.empty());
    }
}
