package io.github.lanewise.bench.shape;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution of a batch, cross-correlation with zero padding on all sides alike.
 *
 * @param n images
 * @param c input channels
 * @param h input rows
 * @param w input columns
 * @param k filters
 * @param r filter rows
 * @param s filter columns
 * @param strideHeight rows from one output to the next
 * @param strideWidth columns from one output to the next
 * @param padHeight rows of zeros above, and as many below
 * @param padWidth columns of zeros at the left, and as many at the right
 * @param dilation distance of neighbouring taps; 1 is an ordinary convolution
 * @param groups parts into which channels and filters are split; 1 is an ordinary convolution
 */
public record ConvShape(
        int n,
        int c,
        int h,
        int w,
        int k,
        int r,
        int s,
        int strideHeight,
        int strideWidth,
        int padHeight,
        int padWidth,
        int dilation,
        int groups) {
    private static final int DEFAULT_IMAGES = 16;

    /** C x K _ R x S _ H x W, then what is not 1 (stride, dilation, groups), 0 or 16 images. */
    private static final Pattern NAME =
            Pattern.compile(
                    "NxN_NxN_N(?:xN)?(?:_sN(?:xN)?)?(?:_pN(?:xN)?)?(?:_dN)?(?:_gN)?(?:_nN)?"
                            .replace("N", "(\\d{1,5})"));

    /**
     * Checks that there is an output.
     *
     * @throws IllegalArgumentException if an extent is too small, the groups do not divide the
     *     channels, or the filter does not fit into the padded input
     */
    public ConvShape {
        int smallest = Math.min(Math.min(Math.min(n, c), Math.min(h, w)), Math.min(k, r));
        smallest = Math.min(smallest, Math.min(Math.min(s, strideHeight), strideWidth));
        smallest = Math.min(smallest, Math.min(dilation, groups));
        if (smallest < 1 || padHeight < 0 || padWidth < 0) {
            throw new IllegalArgumentException(
                    "Extents, strides, dilation and groups of a convolution are at least 1, and its"
                            + " padding at least 0.");
        }
        if (c % groups != 0 || k % groups != 0) {
            throw new IllegalArgumentException(
                    "%d groups do not divide %d channels and %d filters.".formatted(groups, c, k));
        }
        if (outputs(h, r, dilation, padHeight, strideHeight) < 1
                || outputs(w, s, dilation, padWidth, strideWidth) < 1) {
            throw new IllegalArgumentException(
                    "A filter of %d×%d does not fit into an input of %d×%d.".formatted(r, s, h, w));
        }
    }

    private static int outputs(int extent, int filter, int dilation, int pad, int stride) {
        return Math.floorDiv(extent + 2 * pad - dilation * (filter - 1) - 1, stride) + 1;
    }

    /** Returns P, the rows of the output. */
    public int p() {
        return outputs(h, r, dilation, padHeight, strideHeight);
    }

    /** Returns Q, the columns of the output. */
    public int q() {
        return outputs(w, s, dilation, padWidth, strideWidth);
    }

    /** Returns N·C·H·W. */
    public int xElements() {
        return product(n, c, h, w);
    }

    /** Returns K·(C/groups)·R·S. */
    public int wElements() {
        return product(k, c / groups, r, s);
    }

    /** Returns N·K·P·Q. */
    public int yElements() {
        return product(n, k, p(), q());
    }

    private static int product(int... extents) {
        int elements = 1;
        for (int extent : extents) {
            elements = Math.multiplyExact(elements, extent);
        }
        return elements;
    }

    /** Returns the same layer for another number of images. */
    public ConvShape withImages(int images) {
        return new ConvShape(
                images,
                c,
                h,
                w,
                k,
                r,
                s,
                strideHeight,
                strideWidth,
                padHeight,
                padWidth,
                dilation,
                groups);
    }

    /**
     * Reads what {@link #toString} writes, such as {@code 3x64_7x7_224x160_s2_p3_n1}: channels x
     * filters, filter, input, stride, padding, dilation, groups, images.
     *
     * @throws IllegalArgumentException if the name is of another form, or names no convolution
     */
    public static ConvShape named(String name) {
        Matcher m = NAME.matcher(name);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "The layer '%s' should be like 3x64_7x7_224x160_s2_p3_n1: channels x filters,"
                                    .formatted(name)
                            + " extents of the filter, of the input, stride, padding, dilation (_d),"
                            + " groups (_g), images.");
        }
        int height = number(m, 5, 1);
        int stride = number(m, 7, 1);
        int pad = number(m, 9, 0);
        return new ConvShape(
                number(m, 13, DEFAULT_IMAGES),
                number(m, 1, 1),
                height,
                number(m, 6, height),
                number(m, 2, 1),
                number(m, 3, 1),
                number(m, 4, 1),
                stride,
                number(m, 8, stride),
                pad,
                number(m, 10, pad),
                number(m, 11, 1),
                number(m, 12, 1));
    }

    private static int number(Matcher m, int group, int otherwise) {
        return Optional.ofNullable(m.group(group)).map(Integer::parseInt).orElse(otherwise);
    }

    /** Returns the name that {@link #named} reads; the number of images always stands in it. */
    @Override
    public String toString() {
        StringBuilder name = new StringBuilder();
        name.append(c).append('x').append(k);
        name.append('_').append(r).append('x').append(s);
        name.append('_').append(pair(h, w));
        if (strideHeight != 1 || strideWidth != 1) {
            name.append("_s").append(pair(strideHeight, strideWidth));
        }
        if (padHeight != 0 || padWidth != 0) {
            name.append("_p").append(pair(padHeight, padWidth));
        }
        if (dilation != 1) {
            name.append("_d").append(dilation);
        }
        if (groups != 1) {
            name.append("_g").append(groups);
        }
        return name.append("_n").append(n).toString();
    }

    private static String pair(int first, int second) {
        return first == second ? Integer.toString(first) : first + "x" + second;
    }
}
