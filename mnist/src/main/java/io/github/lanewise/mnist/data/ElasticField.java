package io.github.lanewise.mnist.data;

/**
 * A smooth random displacement of the plane, the elastic distortion of P. Simard, D. Steinkraus and
 * J. Platt, "Best practices for convolutional neural networks applied to visual document analysis",
 * ICDAR 2003.
 *
 * <p>They smooth a random field with a Gaussian of σ = 4 pixels. Here random vectors on a coarse
 * lattice are blended by cubic B-splines, whose kernel is close to a Gaussian of 0.58 lattice
 * steps: with steps of 0.35 digit heights of 20 pixels, the same 4 pixels.
 */
final class ElasticField {
    private static final double STEP = 0.35;

    /** Lattice points per side; the lattice begins at {@link #ORIGIN} in both directions. */
    private static final int SIDE = 8;

    private static final double ORIGIN = -2 * STEP;

    private final double[] dx = new double[SIDE * SIDE];
    private final double[] dy = new double[SIDE * SIDE];
    private final double[] weightX = new double[4];
    private final double[] weightY = new double[4];

    /** Draws a new field; {@code strength} is the standard deviation of a lattice vector. */
    void draw(SplitMix64 random, double strength) {
        for (int i = 0; i < SIDE * SIDE; i++) {
            dx[i] = strength * random.bell();
            dy[i] = strength * random.bell();
        }
    }

    /** Moves all points of a path, in digit heights with the digit in about [0, 1] × [0, 1]. */
    void displace(PenPath path) {
        for (int point = 0; point < path.size(); point++) {
            double x = path.x(point);
            double y = path.y(point);
            int column = weights(x, weightX);
            int row = weights(y, weightY);
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double weight = weightY[i] * weightX[j];
                    int node = (row + i) * SIDE + column + j;
                    sumX += weight * dx[node];
                    sumY += weight * dy[node];
                }
            }
            path.moveTo(point, x + sumX, y + sumY);
        }
    }

    /** Fills the four B-spline weights at a coordinate and returns the first lattice index. */
    private static int weights(double coordinate, double[] weights) {
        double position = (coordinate - ORIGIN) / STEP - 1;
        int first = Math.clamp((long) Math.floor(position), 0, SIDE - 4);
        double t = Math.clamp(position - first, 0.0, 1.0);
        double s = 1 - t;
        weights[0] = s * s * s / 6;
        weights[1] = (4 - 6 * t * t + 3 * t * t * t) / 6;
        weights[2] = (4 - 6 * s * s + 3 * s * s * s) / 6;
        weights[3] = t * t * t / 6;
        return first;
    }
}
