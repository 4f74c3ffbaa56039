package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.layer.conv.PixelAxis;
import io.github.lanewise.engine.layer.conv.Progression;
import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a transposed convolution, which adds {@code w[r] · x[h]} to {@code y[h·stride +
 * r·dilation - before]}. Output p gets the taps r for which {@code p + before - r·dilation} is a
 * multiple of the stride. Outputs a stride apart get the same ones: they are a phase, which is a
 * convolution with stride 1.
 *
 * @param outputs P
 * @param taps R
 * @param stride outputs from what an input adds to to what the next does
 * @param dilation outputs from a tap to the next
 * @param before outputs that are cut off in front of the first
 */
record TransposedAxis(int outputs, int taps, int stride, int dilation, int before) {
    /** Returns all phases. */
    List<PixelAxis> phases() {
        List<PixelAxis> phases = new ArrayList<>();
        for (int first = 0; first < Math.min(stride, outputs); first++) {
            phases.add(phase(first));
        }
        return phases;
    }

    /** Returns outputs {@code first}, {@code first + stride} and so on. */
    private PixelAxis phase(int first) {
        int pixels = Math.ceilDiv(outputs - first, stride);
        Progression places = new Progression(first, stride);
        // r, r + step, r + 2·step … meet inputs that are dilation / gcd apart.
        int gcd = gcd(stride, dilation);
        int step = stride / gcd;
        int tap = 0;
        while (tap < Math.min(step, taps) && distance(first, tap) % stride != 0) {
            tap++;
        }
        if (tap == Math.min(step, taps)) {
            Progression nothing = new Progression(0, 0);
            return new PixelAxis(pixels, places, nothing, 0, 1, nothing);
        }
        int count = (taps - 1 - tap) / step + 1;
        int last = tap + (count - 1) * step;
        // The last tap comes first, since it meets the first input.
        return new PixelAxis(
                pixels,
                places,
                new Progression(Math.toIntExact(distance(first, last) / stride), 1),
                count,
                dilation / gcd,
                new Progression(last, -step));
    }

    private long distance(int output, int tap) {
        return (long) output + before - (long) tap * dilation;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
