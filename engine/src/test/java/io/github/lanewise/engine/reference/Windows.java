package io.github.lanewise.engine.reference;

import java.util.ArrayList;
import java.util.List;

/** A window that slides over planes of H×W inputs and makes planes of P×Q outputs. */
public record Windows(Axis vertical, Axis horizontal) {
    /** Output {@code output} of P·Q sees input {@code input} of H·W through tap of R·S. */
    public record Tap(int output, int input, int tap) {}

    /** H·W. */
    public int inputs() {
        return vertical.size() * horizontal.size();
    }

    /** R·S. */
    public int area() {
        return vertical.window() * horizontal.window();
    }

    /** P·Q. */
    public int outputs() {
        return vertical.outputs() * horizontal.outputs();
    }

    /** Whether at least one window fits on both axes. */
    public boolean isPossible() {
        return vertical.outputs() > 0 && horizontal.outputs() > 0;
    }

    /** Every tap that is no padding; outputs, and taps within an output, in reading order. */
    public List<Tap> taps() {
        List<Tap> taps = new ArrayList<>();
        for (int p = 0; p < vertical.outputs(); p++) {
            for (int q = 0; q < horizontal.outputs(); q++) {
                addTaps(p, q, taps);
            }
        }
        return taps;
    }

    private void addTaps(int p, int q, List<Tap> taps) {
        for (int r = 0; r < vertical.window(); r++) {
            for (int s = 0; s < horizontal.window(); s++) {
                int h = vertical.input(p, r);
                int w = horizontal.input(q, s);
                if (!vertical.isPadding(h) && !horizontal.isPadding(w)) {
                    taps.add(
                            new Tap(
                                    p * horizontal.outputs() + q,
                                    h * horizontal.size() + w,
                                    r * horizontal.window() + s));
                }
            }
        }
    }
}
