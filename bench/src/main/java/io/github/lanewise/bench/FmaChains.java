package io.github.lanewise.bench;

import io.github.lanewise.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * Multiply-adds in registers that hide each other's latency, for one width of vectors. The
 * implementations are alike but for width and number, and written out: C2 keeps a vector in a
 * register only in a named local variable, and needs its species to be a constant. As in the
 * kernels a chain is the sum, which C2 keeps in its register, and not a factor, which it copies.
 *
 * <p>A latency of 4 cycles × 2 units takes 8 chains, and the 4 units that some processors have for
 * vectors of 128 bits take 16.
 */
interface FmaChains {
    /** Each round adds {@code LEFT · RIGHT} = 2^-12 to every chain. */
    float LEFT = 0x1p-4f;

    /** See {@link #LEFT}. */
    float RIGHT = 0x1p-8f;

    /** Returns the chains for vectors of 16, 8 or 4 floats. */
    static FmaChains ofLanes(int lanes) {
        return switch (lanes) {
            case 16 -> new FmaChains512();
            case 8 -> new FmaChains256();
            case 4 -> Lanes.REGISTERS == 32 ? new FmaChains128Wide() : new FmaChains128();
            default ->
                    throw new IllegalArgumentException(
                            "Vectors have 16, 8 or 4 floats, not %d.".formatted(lanes));
        };
    }

    /** Returns the floats of the widest vectors that the processor has. */
    static int widestLanes() {
        return FloatVector.SPECIES_PREFERRED.length();
    }

    /**
     * Returns 1 for every start, which C2 does not find out. Factors that it knows to be constant
     * it loads anew for every multiply-add, which then reaches 55 % of the peak.
     */
    static int one(float start) {
        return 1 + (Float.floatToRawIntBits(start) >>> 31);
    }

    /** Returns the floats of a vector. */
    int lanes();

    /** Returns the number of chains. */
    int chains();

    /**
     * Runs the chains for some rounds and returns the sum of all their ends.
     *
     * @param start of the first chain, not negative; chain i starts at {@code start + i}, since
     *     equal chains would be computed once
     */
    float run(int rounds, float start);
}
