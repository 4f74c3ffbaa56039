package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.MeetingPlan;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a network that need the whole batch. All lane groups go together from one to the
 * next: up to a meeting, then again from it on.
 */
final class Meetings {
    private final List<MeetingPlan> plans = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final int layers;

    /** What all groups do between two meetings. */
    @FunctionalInterface
    interface Stretch {
        /**
         * Takes all groups through layers {@code from} to {@code to} (exclusive).
         *
         * @param begins whether it is the first one in its direction
         * @param ends whether it is the last one in its direction; else the next meeting is at
         *     {@code to} or, on the way back, at {@code from - 1}
         */
        void run(int from, int to, boolean begins, boolean ends);
    }

    Meetings(List<? extends LayerPlan> all) {
        layers = all.size();
        for (int layer = 0; layer < layers; layer++) {
            if (all.get(layer) instanceof MeetingPlan plan) {
                plans.add(plan);
                places.add(layer);
            }
        }
    }

    boolean isEmpty() {
        return plans.isEmpty();
    }

    /** Goes through all layers, with so many groups. */
    void forward(int groups, Stretch stretch) {
        int from = 0;
        for (int i = 0; i < plans.size(); i++) {
            stretch.run(from, places.get(i), i == 0, false);
            plans.get(i).meet(groups);
            from = places.get(i);
        }
        stretch.run(from, layers, false, true);
    }

    /** Keeps what the meetings of a step found. */
    void commit() {
        for (MeetingPlan plan : plans) {
            plan.commit();
        }
    }

    /** Goes back through all layers; the gradients of those that meet are added to the given. */
    void backward(int groups, MemorySegment gradients, Stretch stretch) {
        int to = layers;
        for (int i = plans.size() - 1; i >= 0; i--) {
            stretch.run(places.get(i) + 1, to, to == layers, false);
            plans.get(i).meetBackward(groups, gradients);
            to = places.get(i) + 1;
        }
        stretch.run(0, to, false, true);
    }
}
