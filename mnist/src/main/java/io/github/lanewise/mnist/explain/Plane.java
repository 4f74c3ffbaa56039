package io.github.lanewise.mnist.explain;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** H × W numbers that never change: a filter, a map or an image of one channel. */
final class Plane {
    private final int height;
    private final int width;
    private final float[] values;

    private Plane(int height, int width, float[] values) {
        this.height = height;
        this.width = width;
        this.values = values;
    }

    /** The value at a place. */
    @FunctionalInterface
    interface Place {
        /** Returns the value in a row and a column, both from 0. */
        double at(int row, int column);
    }

    /** Returns the plane of the values at all places. */
    static Plane of(int height, int width, Place place) {
        float[] values = new float[height * width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                values[row * width + column] = (float) place.at(row, column);
            }
        }
        return new Plane(height, width, values);
    }

    /** Returns a copy of H·W floats in reading order, from an index on. */
    static Plane of(int height, int width, float[] values, int from) {
        return new Plane(height, width, Arrays.copyOfRange(values, from, from + height * width));
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    float at(int row, int column) {
        return values[row * width + column];
    }

    float[] toArray() {
        return values.clone();
    }

    /** Returns the value that lies farthest from zero, without its sign. */
    double largest() {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElse(0);
    }

    double smallest() {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElse(0);
    }

    /** Applies a function to each value. */
    Plane map(DoubleUnaryOperator function) {
        return of(height, width, (row, column) -> function.applyAsDouble(at(row, column)));
    }

    /** Returns the values less their mean. */
    Plane centred() {
        double mean =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
        return map(value -> value - mean);
    }

    /** Returns the scalar product with a plane of the same size. */
    double dot(Plane other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum;
    }

    /**
     * Returns the plane at another size, bilinear between the four values around a place; the
     * corners stay what they are, and one row or column is taken from the middle.
     */
    Plane resized(int newHeight, int newWidth) {
        return of(
                newHeight,
                newWidth,
                (row, column) ->
                        between(
                                position(row, newHeight, height),
                                position(column, newWidth, width)));
    }

    /** Returns the plane with a square of so many values along its side for each value. */
    Plane enlarged(int factor) {
        return of(
                height * factor,
                width * factor,
                (row, column) -> at(row / factor, column / factor));
    }

    private static double position(int index, int count, int extent) {
        return count == 1 ? (extent - 1) / 2.0 : index * (extent - 1.0) / (count - 1);
    }

    private double between(double row, double column) {
        int top = (int) row;
        int left = (int) column;
        int bottom = Math.min(top + 1, height - 1);
        int right = Math.min(left + 1, width - 1);
        double down = row - top;
        double across = column - left;
        return (1 - down) * ((1 - across) * at(top, left) + across * at(top, right))
                + down * ((1 - across) * at(bottom, left) + across * at(bottom, right));
    }
}
