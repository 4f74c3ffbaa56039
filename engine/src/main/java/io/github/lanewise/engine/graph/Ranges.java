package io.github.lanewise.engine.graph;

/**
 * Equal items, such as rows of planes, in ranges that workers take one by one.
 *
 * @param items number of items
 * @param count number of ranges, at least 1
 */
public record Ranges(int items, int count) {
    /** A range takes at least as long as this many vectors that are read and written. */
    private static final long LEAST_WORK = 512;

    /** Ranges per worker: a worker that is late leaves some to the others. */
    private static final int RANGES_PER_WORKER = 4;

    /**
     * Returns a split of items.
     *
     * @param work of an item, in the time of a vector that is read and written
     */
    public static Ranges of(int items, double work, int workers) {
        double ranges = items * work / LEAST_WORK;
        int most = workers == 1 ? 1 : Math.min(items, workers * RANGES_PER_WORKER);
        return new Ranges(items, (int) Math.clamp(ranges, 1, Math.max(1, most)));
    }

    /** Returns the first item of a range. */
    public int from(int range) {
        return (int) ((long) items * range / count);
    }

    /** Returns the end (exclusive) of a range. */
    public int to(int range) {
        return from(range + 1);
    }
}
