package io.github.lanewise.models;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A network of convolutions and dense layers whose images and classes are open, and how its weights
 * tell them.
 *
 * @param channels the weight whose open extent is the number of channels of an image
 * @param features the weight whose open extent is what the first dense layer reads
 * @param classes the weight whose open extent is the number of classes
 * @param filters of the last convolution
 * @param cells what is left of so many pixels of an axis before the first dense layer
 * @param side the fewest pixels of which so many cells are left
 */
record OpenSizes(
        OpenWeight channels,
        OpenWeight features,
        OpenWeight classes,
        int filters,
        IntUnaryOperator cells,
        IntUnaryOperator side) {

    /**
     * Makes sure that the network can read such images.
     *
     * @param name of the network, for the message
     * @throws ShapeException if they are too small or too large, or there are fewer than two
     *     classes
     */
    void require(String name, Shape input, int classCount) {
        requireLeast(name, input, side.applyAsInt(1), classCount);
        long weights = features(input) * features.extents().getFirst();
        if (weights > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "%s would need %d weights behind its last pooling for images of %d×%d pixels; make the images smaller."
                            .formatted(name, weights, input.height(), input.width()));
        }
    }

    /**
     * Makes sure that images and classes are not too small.
     *
     * @param name of the network, for the message
     * @param least pixels that each axis needs
     * @throws ShapeException if they are
     */
    static void requireLeast(String name, Shape input, int least, int classCount) {
        if (input.height() < least || input.width() < least) {
            throw new ShapeException(
                    "%s needs images of at least %d×%d pixels, but these are %d×%d; take larger images or another model."
                            .formatted(name, least, least, input.height(), input.width()));
        }
        if (classCount < 2) {
            throw new ShapeException(
                    "%s tells at least two classes apart, but there is %d."
                            .formatted(name, classCount));
        }
    }

    private long features(Shape input) {
        return (long) filters * cells.applyAsInt(input.height()) * cells.applyAsInt(input.width());
    }

    /**
     * Returns the shape of an image.
     *
     * @param file extents of weights by their names
     * @param told what the file says of it; counts only where the weights are for such images
     * @param standard what counts where the weights tell nothing
     */
    Shape input(Map<String, List<Long>> file, Optional<Shape> told, Shape standard) {
        long planes = channels.in(file).orElse(standard.channels());
        long wanted = features.in(file).orElse(0);
        if (wanted * features.extents().getFirst() > Integer.MAX_VALUE) {
            return standard;
        }
        return told.filter(shape -> shape.channels() == planes && fits(shape, wanted))
                .or(() -> square(planes, wanted))
                .orElse(standard);
    }

    private boolean fits(Shape shape, long wanted) {
        return cells.applyAsInt(shape.height()) > 0
                && cells.applyAsInt(shape.width()) > 0
                && features(shape) == wanted;
    }

    /** The weights tell the number of cells only: images count as square. */
    private Optional<Shape> square(long planes, long wanted) {
        long cellCount = wanted / filters;
        int root = (int) Math.round(Math.sqrt((double) cellCount));
        if (root < 1 || (long) root * root * filters != wanted) {
            return Optional.empty();
        }
        int pixels = side.applyAsInt(root);
        return planes * pixels * pixels <= Integer.MAX_VALUE
                ? Optional.of(Shape.of((int) planes, pixels, pixels))
                : Optional.empty();
    }

    /** Returns the number of classes, or the standard one where the weights tell nothing. */
    int classes(Map<String, List<Long>> file, int standard) {
        int told = (int) classes.in(file).orElse(standard);
        return told < 2 ? standard : told;
    }
}
