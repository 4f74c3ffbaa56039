package io.github.lanewise.bench.network;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts the steps of an iteration, which tell, divided by their rate, how long it really took. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class StepCounter {
    /** Steps. */
    public long steps;

    void add() {
        steps++;
    }
}
