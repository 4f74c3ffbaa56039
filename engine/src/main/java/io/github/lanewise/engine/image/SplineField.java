package io.github.lanewise.engine.image;

import io.github.lanewise.engine.kernel.SplineBlend;

/**
 * A smooth displacement of each pixel of an image: vectors on the nodes of a coarse lattice,
 * blended by uniform cubic B-splines.
 */
public final class SplineField {
    private final int height;
    private final int width;
    private final SplineBlend spline;
    private final float[] nodesX;
    private final float[] nodesY;
    private final float[] bandsX;
    private final float[] bandsY;

    /**
     * Makes a field that displaces nothing.
     *
     * @param height of the image in pixels
     * @param width of the image in pixels
     * @param step pixels between neighbouring nodes, at least 1
     * @throws IllegalArgumentException if an extent or the step is below 1
     */
    public SplineField(int height, int width, double step) {
        if (height < 1 || width < 1 || !(step >= 1)) {
            throw new IllegalArgumentException(
                    "A field needs pixels and a step of at least 1, not %d × %d and %s."
                            .formatted(height, width, step));
        }
        this.height = height;
        this.width = width;
        spline = new SplineBlend(height, width, step);
        nodesX = new float[spline.nodes()];
        nodesY = new float[spline.nodes()];
        bandsX = new float[spline.bandFloats()];
        bandsY = new float[spline.bandFloats()];
    }

    /** Returns the number of nodes. */
    public int nodes() {
        return spline.nodes();
    }

    /**
     * Sets the vector of a node; {@link SamplePoints} heed it when they are set the next time.
     *
     * @param node row by row
     * @param x pixels to the right
     * @param y pixels down
     */
    public void set(int node, float x, float y) {
        nodesX[node] = x;
        nodesY[node] = y;
    }

    /** Refuses images of another size. */
    void require(int pixelHeight, int pixelWidth) {
        if (height != pixelHeight || width != pixelWidth) {
            throw new IllegalArgumentException(
                    "A field of %d × %d pixels does not fit to %d × %d."
                            .formatted(height, width, pixelHeight, pixelWidth));
        }
    }

    /** Writes displaced points along both axes, each as {@link SplineBlend#displace} does. */
    void displace(FixedPoints x, FixedPoints y) {
        spline.blend(nodesX, bandsX);
        spline.displace(bandsX, x.points, x.start, x.down, x.right);
        spline.blend(nodesY, bandsY);
        spline.displace(bandsY, y.points, y.start, y.down, y.right);
    }
}
