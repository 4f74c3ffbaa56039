package io.github.lanewise.engine.reference;

import io.github.lanewise.engine.reference.Windows.Tap;
import java.util.List;

/**
 * Two-dimensional cross-correlation: y[n,k,p,q] = b[k] + Σ_{c,r,s} x[n,c,pσ+r−π,qσ+s−π] w[k,c,r,s].
 *
 * @param images N
 * @param inputs C
 * @param filters K
 */
public record ReferenceConvolution(int images, int inputs, int filters, Windows windows) {
    /** Elements of x, N×C×H×W. */
    public int inputCount() {
        return images * inputs * windows.inputs();
    }

    /** Elements of y, N×K×P×Q. */
    public int outputCount() {
        return images * filters * windows.outputs();
    }

    /** Elements of w, K×C×R×S. */
    public int weightCount() {
        return filters * inputs * windows.area();
    }

    /** Multiply-adds of a forward pass, padding included. */
    public long work() {
        return (long) outputCount() * inputs * windows.area();
    }

    /** y, N×K×P×Q, of x, w and b. */
    public double[] forward(double[] x, double[] w, double[] bias) {
        List<Tap> taps = windows.taps();
        double[] y = new double[outputCount()];
        for (int n = 0; n < images; n++) {
            for (int k = 0; k < filters; k++) {
                int yPlane = (n * filters + k) * windows.outputs();
                for (int i = 0; i < windows.outputs(); i++) {
                    y[yPlane + i] = bias[k];
                }
                for (int c = 0; c < inputs; c++) {
                    int xPlane = (n * inputs + c) * windows.inputs();
                    int wPlane = (k * inputs + c) * windows.area();
                    for (Tap t : taps) {
                        y[yPlane + t.output()] += x[xPlane + t.input()] * w[wPlane + t.tap()];
                    }
                }
            }
        }
        return y;
    }

    /** ∂L/∂x, N×C×H×W, of ∂L/∂y and w. */
    public double[] backwardData(double[] dy, double[] w) {
        List<Tap> taps = windows.taps();
        double[] dx = new double[inputCount()];
        for (int n = 0; n < images; n++) {
            for (int k = 0; k < filters; k++) {
                int yPlane = (n * filters + k) * windows.outputs();
                for (int c = 0; c < inputs; c++) {
                    int xPlane = (n * inputs + c) * windows.inputs();
                    int wPlane = (k * inputs + c) * windows.area();
                    for (Tap t : taps) {
                        dx[xPlane + t.input()] += dy[yPlane + t.output()] * w[wPlane + t.tap()];
                    }
                }
            }
        }
        return dx;
    }

    /** ∂L/∂w, K×C×R×S, of x and ∂L/∂y, summed over the images. */
    public double[] backwardWeights(double[] x, double[] dy) {
        List<Tap> taps = windows.taps();
        double[] dw = new double[weightCount()];
        for (int n = 0; n < images; n++) {
            for (int k = 0; k < filters; k++) {
                int yPlane = (n * filters + k) * windows.outputs();
                for (int c = 0; c < inputs; c++) {
                    int xPlane = (n * inputs + c) * windows.inputs();
                    int wPlane = (k * inputs + c) * windows.area();
                    for (Tap t : taps) {
                        dw[wPlane + t.tap()] += x[xPlane + t.input()] * dy[yPlane + t.output()];
                    }
                }
            }
        }
        return dw;
    }

    /** ∂L/∂b, K, of ∂L/∂y, summed over images and pixels. */
    public double[] backwardBias(double[] dy) {
        double[] db = new double[filters];
        for (int n = 0; n < images; n++) {
            for (int k = 0; k < filters; k++) {
                for (int i = 0; i < windows.outputs(); i++) {
                    db[k] += dy[(n * filters + k) * windows.outputs() + i];
                }
            }
        }
        return db;
    }

    /** The filters rotated by half a turn: w[k,c,R−1−r,S−1−s]. */
    public double[] flip(double[] w) {
        double[] flipped = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            int plane = i / windows.area();
            int tap = i % windows.area();
            flipped[plane * windows.area() + windows.area() - 1 - tap] = w[i];
        }
        return flipped;
    }
}
