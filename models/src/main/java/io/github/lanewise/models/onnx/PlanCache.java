package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.GraphInference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Plans for the extents that callers passed last. One that is in use is never closed; those that
 * have not been used for longest go first.
 */
final class PlanCache implements AutoCloseable {
    /** A plan and its users. */
    private static final class Entry {
        private final PlannedGraph plan;
        private int users;

        Entry(PlannedGraph plan) {
            this.plan = plan;
        }
    }

    private static final int MOST = 8;

    private final Function<List<Extents>, PlannedGraph> planner;
    private final Map<List<Extents>, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    PlanCache(Function<List<Extents>, PlannedGraph> planner) {
        this.planner = planner;
    }

    /** Returns a plan, which {@link #give} gives back. */
    synchronized GraphInference take(List<Extents> inputs) {
        if (closed) {
            throw new IllegalStateException(LoadedGraph.CLOSED);
        }
        Entry entry = entries.computeIfAbsent(inputs, key -> new Entry(planner.apply(key)));
        entry.users++;
        closeOldest();
        return entry.plan.inference();
    }

    synchronized void give(List<Extents> inputs) {
        Entry entry = entries.get(inputs);
        if (entry != null) {
            entry.users--;
        }
    }

    private void closeOldest() {
        List<List<Extents>> unused = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.users == 0 && entries.size() - unused.size() > MOST) {
                unused.add(key);
            }
        });
        for (List<Extents> key : unused) {
            Entry entry = entries.remove(key);
            if (entry != null) {
                entry.plan.close();
            }
        }
    }

    /** Closes all plans after the calls that are under way. */
    @Override
    public synchronized void close() {
        closed = true;
        entries.values().forEach(entry -> entry.plan.close());
        entries.clear();
    }
}
