package io.github.lanewise.models;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that can be built by its name.
 *
 * @param name the name on the command line and in weights files, such as {@code lenet5}
 * @param description what it is, in one line; its number of parameters is that of the standard
 *     images and classes
 * @param input the shape of the images that it was made for
 * @param classes how many classes it was made for
 * @param builder builds the network with initial weights from a seed
 * @param fitter builds the network for weights whose extents it is given by their names: for as
 *     large images and as many classes as they tell
 */
public record Model(
        String name, String description, Shape input, int classes, Builder builder, Fitter fitter) {
    /** Builds a network for images of a shape. */
    @FunctionalInterface
    public interface Builder {
        /**
         * Builds the network; the caller closes it.
         *
         * @throws ShapeException if it cannot read such images
         */
        Network build(Shape input, int classes, long seed);
    }

    /** Builds a network for weights. */
    @FunctionalInterface
    public interface Fitter {
        /**
         * Builds the network; the caller closes it.
         *
         * @param extents of the weights by their names
         * @param input what is said of the images, which counts where the weights are for such ones
         */
        Network build(Map<String, List<Long>> extents, Optional<Shape> input);
    }

    /**
     * Builds the network for the images and classes that it was made for; the caller closes it.
     *
     * @param seed fixes the initial weights
     */
    public Network build(long seed) {
        return build(input, classes, seed);
    }

    /**
     * Builds the network for other images and classes; the caller closes it.
     *
     * @param images their shape
     * @param classCount number of classes, at least 2
     * @param seed fixes the initial weights
     * @throws ShapeException if the network cannot read such images; the message says why
     */
    public Network build(Shape images, int classCount, long seed) {
        return builder.build(images, classCount, seed);
    }

    /**
     * Builds the network for weights that are still to be loaded; the caller closes it.
     *
     * @param extents of the weights by their names, as {@link WeightsFile#extents} reads them; what
     *     is not there or makes no sense counts as in {@link #build(long)}
     */
    public Network buildFor(Map<String, List<Long>> extents) {
        return buildFor(extents, Optional.empty());
    }

    /**
     * Builds the network for weights that are still to be loaded; the caller closes it.
     *
     * @param extents of the weights by their names, as {@link WeightsFile#extents} reads them; what
     *     is not there or makes no sense counts as in {@link #build(long)}
     * @param images the shape of the images, where it is known: weights tell the number of pixels
     *     only, and roughly; it counts only where the weights are for such images
     */
    public Network buildFor(Map<String, List<Long>> extents, Optional<Shape> images) {
        return fitter.build(extents, images);
    }
}
