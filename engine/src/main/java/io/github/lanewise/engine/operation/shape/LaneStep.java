package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done to some pixels of a plane of the target.
 *
 * @param route of the lanes that come first
 * @param second route of lanes that come at the same time
 * @param kind how lanes are moved
 * @param tables of the routes, one after the other
 */
record LaneStep(LaneRoute route, Optional<LaneRoute> second, Kind kind, MemorySegment tables) {
    /** Bytes of the table of a route. */
    static final long TABLE = 2L * Lanes.BYTES;

    /** How lanes are moved. */
    enum Kind {
        /** Whole vectors. */
        COPY,
        /** Lanes of one vector; the others get anything. */
        PUT,
        /** Lanes of two vectors; the others get anything. */
        PAIR,
        /** Lanes of one vector; the others stay. */
        INSERT
    }

    /**
     * Returns the steps that fill a feature map, by plane of the target; those of a plane have to
     * be done in this order.
     *
     * @param boxes of feature maps with four axes
     * @param channels of the target
     */
    static List<List<LaneStep>> of(List<Box> boxes, int channels, Workspace workspace) {
        List<List<LaneRoute>> routes = new ArrayList<>();
        for (int plane = 0; plane < Math.ceilDiv(channels, Lanes.COUNT); plane++) {
            routes.add(new ArrayList<>());
        }
        for (Box box : boxes) {
            LaneRoute.of(box).forEach(route -> routes.get(route.targetPlane()).add(route));
        }
        return routes.stream().map(plane -> steps(plane, channels, workspace)).toList();
    }

    private static List<LaneStep> steps(List<LaneRoute> routes, int channels, Workspace workspace) {
        List<LaneRoute> left = new ArrayList<>(routes);
        List<LaneStep> steps = new ArrayList<>();
        while (!left.isEmpty()) {
            // All that goes to the same pixels, so that only the first step need not keep lanes.
            Box first = left.getFirst().box();
            List<LaneRoute> same =
                    left.stream().filter(route -> route.box().coversPixels(first)).toList();
            left.removeAll(same);
            steps.addAll(stepsOfPixels(same, channels, workspace));
        }
        return steps;
    }

    private static List<LaneStep> stepsOfPixels(
            List<LaneRoute> routes, int channels, Workspace workspace) {
        LaneRoute first = routes.getFirst();
        if (first.isPlain(channels)) {
            return List.of(new LaneStep(first, Optional.empty(), Kind.COPY, MemorySegment.NULL));
        }
        List<LaneStep> steps = new ArrayList<>();
        if (routes.size() == 1) {
            steps.add(of(first, Kind.PUT, workspace));
        } else {
            LaneRoute second = routes.get(1);
            MemorySegment tables = workspace.floats(2 * TABLE / Float.BYTES);
            first.writeTable(tables, 0);
            second.writeTable(tables, TABLE);
            steps.add(new LaneStep(first, Optional.of(second), Kind.PAIR, tables));
            for (LaneRoute route : routes.subList(2, routes.size())) {
                steps.add(of(route, Kind.INSERT, workspace));
            }
        }
        return steps;
    }

    private static LaneStep of(LaneRoute route, Kind kind, Workspace workspace) {
        MemorySegment table = workspace.floats(TABLE / Float.BYTES);
        route.writeTable(table, 0);
        return new LaneStep(route, Optional.empty(), kind, table);
    }
}
