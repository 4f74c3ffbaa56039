package io.github.lanewise.engine.kernel;

import java.util.Arrays;

/**
 * The broadcast side of a {@link PixelProduct}: which float of the input each pixel reads at each
 * step, and where its results go. All offsets are in bytes.
 */
public final class PixelGrid {
    private final int pixels;
    private final int[] taps;
    private final int[] input;
    private final int[] output;
    private final long inputSpan;
    private final long outputColumn;

    /**
     * Creates a grid. Tiles take several pixels at once; for the last one the tables are filled up
     * with copies of the last pixel, which compute the same bits again.
     *
     * @param taps byte offset of each step from the first float of a pixel
     * @param input byte offset of the first float of each pixel
     * @param output byte offset of the first vector of results of each pixel
     * @param outputColumn bytes from one vector of results of a pixel to the next
     */
    public PixelGrid(int[] taps, int[] input, int[] output, long outputColumn) {
        this.taps = taps;
        this.outputColumn = outputColumn;
        pixels = input.length;
        this.input = filled(input);
        this.output = filled(output);
        long reach = 0;
        for (int tap : taps) {
            reach = Math.max(reach, tap + (long) Float.BYTES);
        }
        inputSpan = reach;
    }

    private static int[] filled(int[] offsets) {
        int[] all = Arrays.copyOf(offsets, offsets.length + PixelProduct.MOST_PIXELS - 1);
        Arrays.fill(all, offsets.length, all.length, offsets[offsets.length - 1]);
        return all;
    }

    /** Returns the number of pixels. */
    public int pixels() {
        return pixels;
    }

    int[] taps() {
        return taps;
    }

    int[] input() {
        return input;
    }

    int[] output() {
        return output;
    }

    /** Returns the bytes that the steps of a pixel reach, from its first float. */
    long inputSpan() {
        return inputSpan;
    }

    long outputColumn() {
        return outputColumn;
    }
}
