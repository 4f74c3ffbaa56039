package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.TapRuns;

/** The orders in which the kernels take the weights K·C·R·S of a convolution. */
final class FilterOrder {
    private final ConvGeometry g;
    private final boolean flipped;

    FilterOrder(ConvGeometry g, boolean flipped) {
        this.g = g;
        this.flipped = flipped;
    }

    /** Returns the index in a filter C·R·S of the weight that meets tap (r, s) of channel c. */
    private int weight(int c, int r, int s) {
        int row = flipped ? g.r() - 1 - r : r;
        int column = flipped ? g.s() - 1 - s : s;
        return (c * g.r() + row) * g.s() + column;
    }

    /** Returns for each step (c, r, s) of the forward pass the index in a filter. */
    int[] forwardSteps() {
        int[] steps = new int[g.taps()];
        int t = 0;
        for (int c = 0; c < g.input().channels(); c++) {
            for (int r = 0; r < g.r(); r++) {
                for (int s = 0; s < g.s(); s++) {
                    steps[t++] = weight(c, r, s);
                }
            }
        }
        return steps;
    }

    /**
     * Returns for each step (tap row, k, tap column) of a phase of the backward pass, with the tap
     * columns of one class, the index in the weights of channel 0. Taps go from the last to the
     * first, as gradients of outputs before a position meet later taps.
     *
     * @param shift how far the first tap row is beyond the last one of the phase
     * @param tapRows number of tap rows; where the phase has none, the index is -1
     */
    int[] backwardSteps(AxisPhase row, int shift, int tapRows, AxisPhase column, TapClass columns) {
        int[] steps = new int[tapRows * g.output().channels() * columns.steps()];
        int t = 0;
        for (int u = 0; u < tapRows; u++) {
            int i = row.taps() - 1 + shift - u;
            for (int k = 0; k < g.output().channels(); k++) {
                for (int j = columns.from(); j < columns.to(); j++) {
                    int s = column.tap(column.taps() - 1 - j);
                    boolean inside = i >= 0 && i < row.taps();
                    steps[t++] = inside ? k * g.taps() + weight(0, row.tap(i), s) : -1;
                }
            }
        }
        return steps;
    }

    /**
     * Returns the taps of backward weights, in runs that read neighbouring vectors of the input.
     */
    TapRuns runs(ConvInput x) {
        AxisPhase[] phases = AxisPhase.all(g.strideWidth(), g.s(), 0, 1);
        int used = Math.min(phases.length, g.s());
        int runs = g.input().channels() * g.r() * used;
        int[] offset = new int[runs];
        int[] length = new int[runs];
        int[] position = new int[g.taps()];
        int run = 0;
        int tap = 0;
        for (int c = 0; c < g.input().channels(); c++) {
            for (int r = 0; r < g.r(); r++) {
                for (int b = 0; b < used; b++, run++) {
                    offset[run] = x.tap(c, r, b);
                    length[run] = phases[b].taps();
                    for (int i = 0; i < phases[b].taps(); i++) {
                        position[tap++] = weight(c, r, phases[b].tap(i));
                    }
                }
            }
        }
        return new TapRuns(offset, length, position);
    }

    /** Returns the byte offsets of the forward steps (c, r, s) from an output pixel's input. */
    int[] forwardTaps(ConvInput x) {
        int[] taps = new int[g.taps()];
        int t = 0;
        for (int c = 0; c < g.input().channels(); c++) {
            for (int r = 0; r < g.r(); r++) {
                for (int s = 0; s < g.s(); s++) {
                    taps[t++] = x.tap(c, r, s);
                }
            }
        }
        return taps;
    }

    /**
     * Returns the byte offsets of the steps of two classes from the first gradient of a position.
     */
    int[] backwardTaps(TapClass rows, TapClass columns, long planeStride, long rowStride) {
        int[] taps = new int[rows.steps() * g.output().channels() * columns.steps()];
        int t = 0;
        for (int i = 0; i < rows.steps(); i++) {
            for (int k = 0; k < g.output().channels(); k++) {
                for (int j = 0; j < columns.steps(); j++) {
                    long offset = k * planeStride + i * rowStride + (long) j * Lanes.BYTES;
                    taps[t++] = Math.toIntExact(offset);
                }
            }
        }
        return taps;
    }
}
