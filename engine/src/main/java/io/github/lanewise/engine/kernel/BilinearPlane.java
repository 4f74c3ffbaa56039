package io.github.lanewise.engine.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * One channel of bytes amid background of 0, with bilinear samples of it. The four bytes that a
 * sample blends stand in one int, so that a vector of samples takes one gather:
 *
 * <pre>quads[row][column] = b[row][column] | b[row][column + 1] « 8
 *                     | b[row + 1][column] « 16 | b[row + 1][column + 1] « 24</pre>
 *
 * <p>There is background for two rows above and one below, and for as many columns. A point beyond
 * is taken for one there, so any points are allowed.
 */
public final class BilinearPlane {
    /** Points count in 2⁻¹⁶ pixels. */
    public static final int FRACTION_BITS = 16;

    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    private static final int BYTE = 0xff;
    private static final float TO_FRACTION = 1f / (1 << FRACTION_BITS);

    /** Rows and columns of background before and after the image. */
    private static final int BEFORE = 2;

    private static final int AFTER = 1;

    private static final VectorSpecies<Integer> S = Species.INTS;
    private static final VectorSpecies<Float> FLOATS = Species.FLOATS;

    /** The shortest vectors of bytes that fill a vector of ints. */
    private static final VectorSpecies<Byte> BYTES =
            Lanes.COUNT == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private final int height;
    private final int width;
    private final int stride;
    private final byte[] bytes;
    private final int[] quads;
    private final float scale;
    private final float shift;

    /** Where the quads of a vector of samples stand. */
    private final int[] places = new int[Lanes.COUNT];

    /** Samples of an image that does not fill a vector. */
    private final float[] few = new float[Lanes.COUNT];

    /**
     * Makes room for images of this size.
     *
     * @param scale a sample of bytes becomes {@code sample · scale + shift}
     * @param shift see {@code scale}
     */
    public BilinearPlane(int height, int width, float scale, float shift) {
        this.height = height;
        this.width = width;
        this.scale = scale;
        this.shift = shift;
        stride = width + BEFORE + AFTER;
        int count = Math.multiplyExact(height + BEFORE + AFTER, stride);
        int whole = Math.ceilDiv(count, Lanes.COUNT) * Lanes.COUNT;
        quads = new int[whole];
        bytes = new byte[whole + stride + 1 + BYTES.length()];
    }

    /** Takes the pixels that begin at {@code offset}. */
    public void load(byte[] pixels, int offset) {
        int to = BEFORE * stride + BEFORE;
        for (int row = 0; row < height; row++) {
            System.arraycopy(pixels, offset + row * width, bytes, to, width);
            to += stride;
        }
        pack(bytes, stride, quads);
    }

    private static void pack(byte[] bytes, int stride, int[] quads) {
        for (int at = 0; at < quads.length; at += Lanes.COUNT) {
            IntVector a =
                    (IntVector)
                            ByteVector.fromArray(BYTES, bytes, at)
                                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, S, 0);
            IntVector b =
                    (IntVector)
                            ByteVector.fromArray(BYTES, bytes, at + 1)
                                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, S, 0);
            IntVector c =
                    (IntVector)
                            ByteVector.fromArray(BYTES, bytes, at + stride)
                                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, S, 0);
            IntVector d =
                    (IntVector)
                            ByteVector.fromArray(BYTES, bytes, at + stride + 1)
                                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, S, 0);
            IntVector above = a.or(b.lanewise(VectorOperators.LSHL, 8));
            IntVector below = c.or(d.lanewise(VectorOperators.LSHL, 8));
            above.or(below.lanewise(VectorOperators.LSHL, 16)).intoArray(quads, at);
        }
    }

    /**
     * Writes samples at the first points, as many as an image has pixels.
     *
     * @param x points from the middle of the first column, in 2⁻¹⁶ pixels; at least a vector
     * @param y the same from the first row
     * @param offset where the first sample goes
     */
    public void sample(int[] x, int[] y, float[] destination, int offset) {
        int count = height * width;
        if (count < Lanes.COUNT) {
            run(x, y, 0, 1, few, 0);
            System.arraycopy(few, 0, destination, offset, count);
            return;
        }
        int whole = count / Lanes.COUNT;
        run(x, y, 0, whole, destination, offset);
        if (whole * Lanes.COUNT < count) {
            // The last vector ends with the image, and gives some samples again.
            run(x, y, count - Lanes.COUNT, 1, destination, offset);
        }
    }

    /** Samples {@code vectors} vectors from point {@code first} on. */
    private void run(int[] x, int[] y, int first, int vectors, float[] destination, int offset) {
        int[] fours = quads;
        int[] place = places;
        IntVector lastX = IntVector.broadcast(S, width + BEFORE + AFTER - 1);
        IntVector lastY = IntVector.broadcast(S, height + BEFORE + AFTER - 1);
        IntVector perRow = IntVector.broadcast(S, stride);
        FloatVector unit = FloatVector.broadcast(FLOATS, TO_FRACTION);
        FloatVector factor = FloatVector.broadcast(FLOATS, scale);
        FloatVector summand = FloatVector.broadcast(FLOATS, shift);
        int end = first + vectors * Lanes.COUNT;
        for (int at = first; at < end; at += Lanes.COUNT) {
            IntVector pointX = IntVector.fromArray(S, x, at);
            IntVector pointY = IntVector.fromArray(S, y, at);
            IntVector column =
                    pointX.lanewise(VectorOperators.ASHR, FRACTION_BITS)
                            .add(BEFORE)
                            .max(0)
                            .min(lastX);
            pointY.lanewise(VectorOperators.ASHR, FRACTION_BITS)
                    .add(BEFORE)
                    .max(0)
                    .min(lastY)
                    .mul(perRow)
                    .add(column)
                    .intoArray(place, 0);
            FloatVector right =
                    ((FloatVector) pointX.and(FRACTION).convert(VectorOperators.I2F, 0)).mul(unit);
            FloatVector down =
                    ((FloatVector) pointY.and(FRACTION).convert(VectorOperators.I2F, 0)).mul(unit);
            IntVector four = IntVector.fromArray(S, fours, 0, place, 0);
            FloatVector a = (FloatVector) four.and(BYTE).convert(VectorOperators.I2F, 0);
            FloatVector b =
                    (FloatVector)
                            four.lanewise(VectorOperators.LSHR, 8)
                                    .and(BYTE)
                                    .convert(VectorOperators.I2F, 0);
            FloatVector c =
                    (FloatVector)
                            four.lanewise(VectorOperators.LSHR, 16)
                                    .and(BYTE)
                                    .convert(VectorOperators.I2F, 0);
            FloatVector d =
                    (FloatVector)
                            four.lanewise(VectorOperators.LSHR, 24).convert(VectorOperators.I2F, 0);
            // Fused, so that no blend is beyond the least and the most of the four.
            FloatVector above = right.fma(b.sub(a), a);
            FloatVector below = right.fma(d.sub(c), c);
            down.fma(below.sub(above), above)
                    .fma(factor, summand)
                    .intoArray(destination, offset + at);
        }
    }
}
