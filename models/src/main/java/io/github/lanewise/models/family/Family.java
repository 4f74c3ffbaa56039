package io.github.lanewise.models.family;

/** A network whose size the options decide. */
@FunctionalInterface
interface Family {
    /**
     * Adds the nodes.
     *
     * @param image the input of the model
     * @return N × classes, before a softmax
     */
    Vectors logits(Features image, FamilyOptions options);
}
