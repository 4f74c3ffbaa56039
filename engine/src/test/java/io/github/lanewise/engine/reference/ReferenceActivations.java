package io.github.lanewise.engine.reference;

/** Activations, element by element. */
public final class ReferenceActivations {
    private ReferenceActivations() {}

    /** max(x, 0). */
    public static double[] relu(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(x[i], 0);
        }
        return y;
    }

    /** dy where x is positive, else 0 (at 0 too, as in PyTorch). */
    public static double[] reluBackward(double[] x, double[] dy) {
        double[] dx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            dx[i] = x[i] > 0 ? dy[i] : 0;
        }
        return dx;
    }

    /** tanh x. */
    public static double[] tanh(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = StrictMath.tanh(x[i]);
        }
        return y;
    }

    /** dy (1 − tanh² x). */
    public static double[] tanhBackward(double[] x, double[] dy) {
        double[] dx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double y = StrictMath.tanh(x[i]);
            dx[i] = dy[i] * (1 - y * y);
        }
        return dx;
    }
}
