package io.github.lanewise.bench;

import java.util.Arrays;
import java.util.List;

/** Where a working set stands while it is read or written over and over. */
public enum MemoryLevel {
    /** First-level cache of a core: half of it. */
    L1,
    /** Second-level cache of a core: half of it. */
    L2,
    /** Third-level cache: a quarter of it, shared by the threads, at least 2 × L2 for each. */
    L3,
    /** Memory: 4 × L3 and at least 256 MiB, shared by the threads. */
    MEMORY;

    private static final long LEAST_MEMORY = 256L << 20;

    /** Returns whether the machine has such a level. */
    boolean existsWith(CacheSizes caches) {
        return this != L3 || caches.l3() > 0;
    }

    /** Returns the levels of this machine. */
    public static List<MemoryLevel> ofThisMachine() {
        CacheSizes caches = CacheSizes.ofThisMachine();
        return Arrays.stream(values()).filter(level -> level.existsWith(caches)).toList();
    }

    /**
     * Returns the bytes of the working set of each thread.
     *
     * @throws IllegalArgumentException if the machine has no such level
     */
    long bytes(CacheSizes caches, int threads) {
        if (!existsWith(caches)) {
            throw new IllegalArgumentException(
                    "This machine has no third-level cache; leave the level L3 out.");
        }
        return switch (this) {
            case L1 -> caches.l1() / 2;
            case L2 -> caches.l2() / 2;
            case L3 -> Math.max(caches.l3() / 4 / threads, 2 * caches.l2());
            case MEMORY -> Math.max(4 * caches.l3(), LEAST_MEMORY) / threads;
        };
    }
}
