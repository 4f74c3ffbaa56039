package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;

/**
 * How the filters of a convolution move over its input. Over N×C×W what belongs to the height is
 * not used.
 *
 * @param strideHeight rows from one position to the next, at least 1
 * @param strideWidth columns from one position to the next, at least 1
 * @param dilationHeight rows from one filter row to the next, at least 1
 * @param dilationWidth columns from one filter column to the next, at least 1
 * @param pads zeros around the input; of a transposed convolution what is cut off the output
 * @param groups of channels that have nothing to do with each other, at least 1
 */
public record ConvAttributes(
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        Halo pads,
        int groups) {
    /** Stride 1, no dilation, no padding, one group. */
    public static final ConvAttributes PLAIN = new ConvAttributes(1, 1, 1, 1, Halo.NONE, 1);

    /**
     * @throws ShapeException if a stride, a dilation or the number of groups is below 1
     */
    public ConvAttributes {
        if (strideHeight < 1 || strideWidth < 1 || dilationHeight < 1 || dilationWidth < 1) {
            throw new ShapeException(
                    "Strides and dilations of a convolution are at least 1, but strides are "
                            + strideHeight
                            + "×"
                            + strideWidth
                            + " and dilations "
                            + dilationHeight
                            + "×"
                            + dilationWidth
                            + ".");
        }
        if (groups < 1) {
            throw new ShapeException(
                    "A convolution has at least 1 group, but got " + groups + " of them.");
        }
    }

    /** Returns these attributes without those of the height. */
    ConvAttributes ofRow() {
        Halo row = new Halo(0, 0, pads.left(), pads.right());
        return new ConvAttributes(1, strideWidth, 1, dilationWidth, row, groups);
    }

    /** Returns these attributes with another number of groups. */
    ConvAttributes inGroups(int count) {
        return new ConvAttributes(
                strideHeight, strideWidth, dilationHeight, dilationWidth, pads, count);
    }
}
