package io.github.lanewise.engine.kernel;

/**
 * The taps of a filter in the order in which a {@link LaneDot} takes them: runs of taps that read
 * neighbouring vectors.
 */
public final class TapRuns {
    private final int[] offset;
    private final int[] length;
    private final int[] position;

    /**
     * Creates it from its parts, which are kept, not copied.
     *
     * @param offset byte offset of the first tap of each run from a pixel's vector
     * @param length taps of each run
     * @param position index in the filter's own order of each tap, run after run
     */
    public TapRuns(int[] offset, int[] length, int[] position) {
        this.offset = offset;
        this.length = length;
        this.position = position;
    }

    /** Returns the byte offset of the first tap of each run from a pixel's vector. */
    public int[] offset() {
        return offset;
    }

    /** Returns the taps of each run. */
    public int[] length() {
        return length;
    }

    /** Returns the index in the filter's own order of each tap, run after run. */
    public int[] position() {
        return position;
    }

    /** Returns the number of taps. */
    public int taps() {
        return position.length;
    }

    /** Returns the length of the longest run. */
    int longest() {
        int longest = 0;
        for (int taps : length) {
            longest = Math.max(longest, taps);
        }
        return longest;
    }
}
