package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The way from lanes of a plane of a source to lanes of a plane of the target.
 *
 * @param box that it is part of
 * @param sourcePlane of channels; 0 of a number that is repeated
 * @param targetPlane of channels
 * @param lanes lane of the source for each lane of the target, -1 where none goes
 */
record LaneRoute(Box box, int sourcePlane, int targetPlane, List<Integer> lanes) {
    private static final int L = Lanes.COUNT;
    private static final int NOWHERE = -1;

    LaneRoute {
        lanes = List.copyOf(lanes);
    }

    private record Planes(int target, int source) implements Comparable<Planes> {
        @Override
        public int compareTo(Planes other) {
            int targets = Integer.compare(target, other.target);
            return targets != 0 ? targets : Integer.compare(source, other.source);
        }
    }

    /** Returns the ways of a box of a feature map, by target plane. */
    static List<LaneRoute> of(Box box) {
        AxisRun channels = box.axes().get(1);
        SequencedMap<Planes, int[]> ways = new TreeMap<>();
        for (int k = 0; k < channels.count(); k++) {
            int to = channels.to() + k * channels.toStep();
            int from = box.isFill() ? to % L : channels.from() + k * channels.fromStep();
            Planes planes = new Planes(to / L, from / L);
            ways.computeIfAbsent(planes, ignored -> nowhere())[to % L] = from % L;
        }
        List<LaneRoute> routes = new ArrayList<>();
        ways.forEach((planes, lanes) -> {
            List<Integer> list = Arrays.stream(lanes).boxed().toList();
            routes.add(new LaneRoute(box, planes.source, planes.target, list));
        });
        return routes;
    }

    private static int[] nowhere() {
        int[] lanes = new int[L];
        Arrays.fill(lanes, NOWHERE);
        return lanes;
    }

    /** Returns whether all lanes that are channels stay where they are. */
    boolean isPlain(int channels) {
        int used = Math.min(L, channels - targetPlane * L);
        for (int lane = 0; lane < used; lane++) {
            if (lanes.get(lane) != lane) {
                return false;
            }
        }
        return true;
    }

    /** Writes the two vectors of ints that {@link LaneShuffleKernel} takes. */
    void writeTable(MemorySegment tables, long offset) {
        for (int lane = 0; lane < L; lane++) {
            int from = lanes.get(lane);
            long at = offset + 4L * lane;
            tables.set(ValueLayout.JAVA_INT, at, Math.max(from, 0));
            tables.set(ValueLayout.JAVA_INT, at + Lanes.BYTES, from == NOWHERE ? 0 : -1);
        }
    }
}
