package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.peer.Peer;
import java.util.Collections;
import java.util.List;

/**
 * How much is measured.
 *
 * @param threads numbers of threads, at least one
 * @param peers others to measure, none for ours alone
 * @param version of Lanewise
 */
public record Scope(List<Integer> threads, List<Peer> peers, String version) {
    /** Copies the lists. */
    public Scope {
        threads = List.copyOf(threads);
        peers = List.copyOf(peers);
    }

    /** Returns the largest number of threads. */
    int most() {
        return Collections.max(threads);
    }

    /** Returns whether others are measured too. */
    boolean compares() {
        return !peers.isEmpty();
    }
}
