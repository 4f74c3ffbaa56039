package io.github.lanewise.engine.reference;

import java.util.Arrays;

/**
 * Batch normalization in double, as its formula says.
 *
 * @param images N
 * @param channels C
 * @param pixels of a channel
 * @param epsilon added to the variance
 */
public record ReferenceNorm(int images, int channels, int pixels, double epsilon) {
    private int at(int image, int channel, int pixel) {
        return (image * channels + channel) * pixels + pixel;
    }

    /** Mean of each channel. */
    public double[] mean(double[] x) {
        double[] mean = new double[channels];
        for (int i = 0; i < x.length; i++) {
            mean[i / pixels % channels] += x[i] / (images * pixels);
        }
        return mean;
    }

    /** Biased variance of each channel. */
    public double[] variance(double[] x) {
        double[] mean = mean(x);
        double[] variance = new double[channels];
        for (int i = 0; i < x.length; i++) {
            int c = i / pixels % channels;
            variance[c] += (x[i] - mean[c]) * (x[i] - mean[c]) / (images * pixels);
        }
        return variance;
    }

    /** Output with given means and variances. */
    public double[] forward(
            double[] x, double[] weight, double[] bias, double[] mean, double[] variance) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = i / pixels % channels;
            y[i] = weight[c] * (x[i] - mean[c]) / Math.sqrt(variance[c] + epsilon) + bias[c];
        }
        return y;
    }

    /** x without its mean, divided by √(variance + epsilon). */
    public double[] normalized(double[] x) {
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return forward(x, ones, new double[channels], mean(x), variance(x));
    }

    /** Sums over images and pixels of each channel. */
    public double[] sums(double[] values) {
        double[] sums = new double[channels];
        for (int i = 0; i < values.length; i++) {
            sums[i / pixels % channels] += values[i];
        }
        return sums;
    }

    /** Gradient of x with the mean and variance of x itself. */
    public double[] backwardData(double[] x, double[] weight, double[] dy) {
        double[] normalized = normalized(x);
        double[] products = new double[dy.length];
        for (int i = 0; i < dy.length; i++) {
            products[i] = dy[i] * normalized[i];
        }
        double[] sums = sums(dy);
        double[] productSums = sums(products);
        double[] variance = variance(x);
        double[] dx = new double[dy.length];
        int count = images * pixels;
        for (int image = 0; image < images; image++) {
            for (int c = 0; c < channels; c++) {
                double slope = weight[c] / Math.sqrt(variance[c] + epsilon);
                for (int pixel = 0; pixel < pixels; pixel++) {
                    int i = at(image, c, pixel);
                    double common = sums[c] + normalized[i] * productSums[c];
                    dx[i] = slope * (dy[i] - common / count);
                }
            }
        }
        return dx;
    }
}
