package io.github.lanewise.mnist.data;

/**
 * A small generator whose stream is fixed by this source, on every machine and Java version.
 *
 * <p>SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014; the mixing constants are variant 13 of D. Stafford.
 */
public final class SplitMix64 {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    /** √2: the sum of six uniform numbers on [−½, ½] has the variance ½. */
    private static final double BELL_SCALE = StrictMath.sqrt(2);

    /** Fields of 10 bits, 20 bits apart. */
    private static final long THREE_NUMBERS = 1023L | 1023L << 20 | 1023L << 40;

    private static final long ONES = 1L | 1L << 20 | 1L << 40;

    private long state;

    /** The generator whose first number is the mix of {@code state} plus the golden ratio. */
    public SplitMix64(long state) {
        this.state = state;
    }

    /** The generator of one item of one stream: different keys give unrelated numbers. */
    static SplitMix64 keyed(long seed, long stream, long index) {
        return new SplitMix64(key(seed, stream, index));
    }

    /** Goes on as the generator of one item of one stream, as a new one would. */
    public void restart(long seed, long stream, long index) {
        state = key(seed, stream, index);
    }

    private static long key(long seed, long stream, long index) {
        long key = mix(seed + GOLDEN_RATIO);
        key = mix(key ^ stream) + GOLDEN_RATIO;
        return mix(key ^ index);
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += GOLDEN_RATIO;
        return mix(state);
    }

    /** Uniform on [0, 1) with 53 bits. */
    double uniform() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform on [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform on 0 … bound − 1, for bounds far below 2^31. */
    int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /**
     * Bell-shaped with mean 0 and standard deviation 1, never beyond ±4.3: the sum of six uniform
     * numbers of 10 bits, which needs no logarithm.
     */
    public double bell() {
        long bits = nextLong();
        // Three sums of two numbers, then, in the topmost field of the product, of all three.
        long pairs = (bits & THREE_NUMBERS) + ((bits >>> 10) & THREE_NUMBERS);
        long sum = (pairs * ONES) >>> 40 & 0xfffff;
        return (sum - 3 * 1023) * (1.0 / 1024) * BELL_SCALE;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
