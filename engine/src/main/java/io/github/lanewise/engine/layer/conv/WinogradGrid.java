package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;

/**
 * The tiles that cover the outputs of a convolution with 3×3 filters and stride 1, row after row.
 * Those at the bottom and at the right may reach beyond the outputs.
 *
 * @param input C×H×W
 * @param output K×P×Q
 * @param top zeros above the input
 * @param left zeros before the input
 * @param m output rows and columns of a tile
 */
record WinogradGrid(Shape input, Shape output, int top, int left, int m) {
    /** Filter rows and columns of the algorithm. */
    static final int TAPS = 3;

    /** Returns the grid of the forward pass. */
    static WinogradGrid forward(ConvGeometry g, int m) {
        return new WinogradGrid(g.input(), g.output(), g.padding().top(), g.padding().left(), m);
    }

    /**
     * Returns the grid of the gradient of the input, which is the forward pass over the gradient of
     * the output with input and output channels exchanged and the filters flipped.
     */
    static WinogradGrid backward(ConvGeometry g, int m) {
        return new WinogradGrid(
                g.output(),
                g.input(),
                TAPS - 1 - g.padding().top(),
                TAPS - 1 - g.padding().left(),
                m);
    }

    /** Returns n, input rows and columns of a tile. */
    int extent() {
        return m + TAPS - 1;
    }

    /** Returns n·n, the products of a tile for a pair of channels. */
    int places() {
        return extent() * extent();
    }

    /** Returns the rows of tiles. */
    int rows() {
        return Math.ceilDiv(output.height(), m);
    }

    /** Returns the tiles of a row. */
    int columns() {
        return Math.ceilDiv(output.width(), m);
    }

    /** Returns the number of tiles. */
    int tiles() {
        return rows() * columns();
    }

    /** Returns the zeros that the tiles read around the input. */
    Halo inputHalo() {
        int bottom = rows() * m + TAPS - 1 - top - input.height();
        int right = columns() * m + TAPS - 1 - left - input.width();
        return new Halo(top, Math.max(0, bottom), left, Math.max(0, right));
    }

    /** Returns the zeros that the tiles read around the outputs, where they reach beyond them. */
    Halo outputHalo() {
        return new Halo(0, rows() * m - output.height(), 0, columns() * m - output.width());
    }
}
