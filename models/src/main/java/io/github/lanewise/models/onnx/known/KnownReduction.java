package io.github.lanewise.models.onnx.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reductions of known numbers along axes. */
public final class KnownReduction {
    private static final Set<String> NAMES =
            Set.of("ReduceProd", "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin");

    /** Results of no elements. */
    private static final Map<String, Double> NEUTRAL = Map.of("ReduceProd", 1.0, "ReduceSum", 0.0);

    private KnownReduction() {}

    /** Returns ONNX's names of the reductions. */
    public static Set<String> names() {
        return NAMES;
    }

    /**
     * Returns a reduction; integers are exact up to 2^53.
     *
     * @param axes counted from 0
     * @param keep whether reduced axes stay, with extent 1
     */
    public static Known reduce(
            String kind, Known x, Set<Integer> axes, boolean keep, FoldBudget budget) {
        List<Integer> order = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        int count = 1;
        for (int axis = 0; axis < x.dimensions().size(); axis++) {
            int extent = x.dimensions().get(axis);
            if (axes.contains(axis)) {
                count *= extent;
                kept.add(1);
            } else {
                order.add(axis);
                left.add(extent);
                kept.add(extent);
            }
        }
        order.addAll(axes.stream().sorted().toList());
        if (count == 0 && !NEUTRAL.containsKey(kind)) {
            throw new IllegalArgumentException("A constant without elements cannot be reduced");
        }
        Known rows = KnownViews.transpose(x, order, budget);
        Known to = budget.allocate(x.type(), left);
        for (int i = 0; i < to.elements(); i++) {
            to.set(i, reduce(kind, rows, i * count, count));
        }
        return keep ? to.reshape(kept) : to;
    }

    private static double reduce(String kind, Known x, int first, int count) {
        if (count == 0) {
            return Objects.requireNonNull(NEUTRAL.get(kind));
        }
        double result = x.real(first);
        for (int i = 1; i < count; i++) {
            double next = x.real(first + i);
            result =
                    switch (kind) {
                        case "ReduceProd" -> result * next;
                        case "ReduceMax" -> Math.max(result, next);
                        case "ReduceMin" -> Math.min(result, next);
                        default -> result + next;
                    };
        }
        return kind.equals("ReduceMean") ? result / count : result;
    }
}
