package io.github.lanewise.models.onnx.known;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Elements of known tensors in another order: cut, transposed, repeated, put together. */
public final class KnownViews {
    private KnownViews() {}

    /** Returns the distance between neighbours along each axis. */
    public static int[] strides(List<Integer> dimensions) {
        int[] strides = new int[dimensions.size()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dimensions.get(axis);
        }
        return strides;
    }

    /**
     * Copies elements at regular distances.
     *
     * @param offset of the first element
     * @param steps distance between neighbours of the result along each axis; may be 0 or negative
     */
    public static Known strided(
            Known from, List<Integer> dimensions, int offset, int[] steps, FoldBudget budget) {
        Known to = budget.allocate(from.type(), dimensions);
        long bytes = Known.bytes(from.type());
        int[] at = new int[steps.length];
        int source = offset;
        for (int i = 0; i < to.elements(); i++) {
            MemorySegment.copy(from.data(), source * bytes, to.data(), i * bytes, bytes);
            for (int axis = steps.length - 1; axis >= 0; axis--) {
                source += steps[axis];
                if (++at[axis] < dimensions.get(axis)) {
                    break;
                }
                source -= steps[axis] * dimensions.get(axis);
                at[axis] = 0;
            }
        }
        return to;
    }

    /** Returns a tensor broadcast to larger dimensions; the same one if it has them already. */
    public static Known broadcast(Known from, List<Integer> dimensions, FoldBudget budget) {
        if (from.dimensions().equals(dimensions)) {
            return from;
        }
        int[] strides = strides(from.dimensions());
        int[] steps = new int[dimensions.size()];
        int missing = dimensions.size() - strides.length;
        for (int axis = 0; axis < strides.length; axis++) {
            steps[missing + axis] = from.dimensions().get(axis) == 1 ? 0 : strides[axis];
        }
        return strided(from, dimensions, 0, steps, budget);
    }

    /**
     * Returns the dimensions that both are broadcast to.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    public static List<Integer> broadcast(List<Integer> a, List<Integer> b) {
        List<Integer> result = new ArrayList<>();
        for (int back = 1; back <= Math.max(a.size(), b.size()); back++) {
            int left = back > a.size() ? 1 : a.get(a.size() - back);
            int right = back > b.size() ? 1 : b.get(b.size() - back);
            if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException(
                        "Dimensions " + a + " and " + b + " cannot be broadcast");
            }
            result.add(left == 1 ? right : left);
        }
        Collections.reverse(result);
        return result;
    }

    /** Returns a tensor with its axes in another order. */
    public static Known transpose(Known from, List<Integer> permutation, FoldBudget budget) {
        int[] strides = strides(from.dimensions());
        int[] steps = permutation.stream().mapToInt(axis -> strides[axis]).toArray();
        List<Integer> dimensions = permutation.stream().map(from.dimensions()::get).toList();
        return strided(from, dimensions, 0, steps, budget);
    }

    /** Returns some of the parts along an axis; axis and indices are counted from 0. */
    public static Known gather(
            Known from,
            int axis,
            List<Integer> indices,
            List<Integer> indexDimensions,
            FoldBudget budget) {
        int rank = from.dimensions().size();
        List<Integer> dimensions = new ArrayList<>(from.dimensions().subList(0, axis));
        dimensions.addAll(indexDimensions);
        dimensions.addAll(from.dimensions().subList(axis + 1, rank));
        Known to = budget.allocate(from.type(), dimensions);
        long part = (long) strides(from.dimensions())[axis] * Known.bytes(from.type());
        int extent = from.dimensions().get(axis);
        long outer =
                indices.isEmpty() || part == 0 ? 0 : to.data().byteSize() / part / indices.size();
        for (long i = 0; i < outer; i++) {
            for (int j = 0; j < indices.size(); j++) {
                long source = (i * extent + indices.get(j)) * part;
                long target = (i * indices.size() + j) * part;
                MemorySegment.copy(from.data(), source, to.data(), target, part);
            }
        }
        return to;
    }

    /** Returns tensors of one type put together along an axis, counted from 0. */
    public static Known concatenate(List<Known> parts, int axis, FoldBudget budget) {
        Known first = parts.getFirst();
        List<Integer> dimensions = new ArrayList<>(first.dimensions());
        long extent = 0;
        for (Known part : parts) {
            List<Integer> others = new ArrayList<>(part.dimensions());
            if (others.size() == dimensions.size()) {
                extent += others.set(axis, dimensions.get(axis));
            }
            if (!others.equals(dimensions) || part.type() != first.type()) {
                throw new IllegalArgumentException(
                        "A " + part + " cannot be put behind a " + first + " along axis " + axis);
            }
        }
        dimensions.set(axis, Math.toIntExact(extent));
        Known to = budget.allocate(first.type(), dimensions);
        long row = (long) dimensions.get(axis) * strides(dimensions)[axis] * Known.bytes(to.type());
        long column = 0;
        for (Known part : parts) {
            long width = column(part, axis);
            for (long from = 0, at = column; from < part.data().byteSize(); from += width) {
                MemorySegment.copy(part.data(), from, to.data(), at, width);
                at += row;
            }
            column += width;
        }
        return to;
    }

    /** Returns the bytes of a part from an axis on. */
    private static long column(Known part, int axis) {
        long elements = (long) strides(part.dimensions())[axis] * part.dimensions().get(axis);
        return elements * Known.bytes(part.type());
    }
}
