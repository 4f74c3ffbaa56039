package io.github.lanewise.bench.network;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts images; JMH divides the public number by the time of the iteration. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class ImageCounter {
    /** Images; per second once JMH has divided it. */
    public long images;

    /** Adds images of a batch. */
    public void add(int count) {
        images += count;
    }
}
