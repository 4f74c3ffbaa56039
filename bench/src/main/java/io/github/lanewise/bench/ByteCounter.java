package io.github.lanewise.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts the bytes that work has to read or write at least, each buffer once; for what memory and
 * not arithmetic limits. JMH divides the public number by the time of the iteration.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class ByteCounter {
    /** 10⁹ bytes; per second once JMH has divided it. */
    public double gigabytes;

    /** Adds the bytes of a call. */
    public void add(long bytes) {
        gigabytes += bytes * 1e-9;
    }
}
