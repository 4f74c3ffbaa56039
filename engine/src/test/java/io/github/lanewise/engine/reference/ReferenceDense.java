package io.github.lanewise.engine.reference;

/**
 * Fully connected layer: y[n,o] = b[o] + Σ_i x[n,i] w[o,i].
 *
 * @param images N
 * @param inputs I
 * @param outputs O
 */
public record ReferenceDense(int images, int inputs, int outputs) {
    /** y, N×O, of x, w and b. */
    public double[] forward(double[] x, double[] w, double[] bias) {
        double[] y = new double[images * outputs];
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < outputs; o++) {
                double sum = bias[o];
                for (int i = 0; i < inputs; i++) {
                    sum += x[n * inputs + i] * w[o * inputs + i];
                }
                y[n * outputs + o] = sum;
            }
        }
        return y;
    }

    /** ∂L/∂x, N×I. */
    public double[] backwardData(double[] dy, double[] w) {
        double[] dx = new double[images * inputs];
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    dx[n * inputs + i] += dy[n * outputs + o] * w[o * inputs + i];
                }
            }
        }
        return dx;
    }

    /** ∂L/∂w, O×I, summed over the images. */
    public double[] backwardWeights(double[] x, double[] dy) {
        double[] dw = new double[outputs * inputs];
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    dw[o * inputs + i] += dy[n * outputs + o] * x[n * inputs + i];
                }
            }
        }
        return dw;
    }

    /** ∂L/∂b, O, summed over the images. */
    public double[] backwardBias(double[] dy) {
        double[] db = new double[outputs];
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < outputs; o++) {
                db[o] += dy[n * outputs + o];
            }
        }
        return db;
    }
}
