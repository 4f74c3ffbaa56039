package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.kernel.Lanes;
import java.util.Arrays;
import java.util.List;

/**
 * A way over all elements of an output: rows of elements that stand next to each other, or are one
 * and the same, in every operand. Axes along which all operands go on evenly are one. Long rows are
 * cut; an item is a piece of a row.
 */
final class Walk {
    /** Most vectors of an item: few enough to stay in the first cache level. */
    static final int MOST_VECTORS = 256;

    /** Extents of the axes around the rows, from the innermost one outwards. */
    private final int[] extents;

    /** Strides of each operand along those axes. */
    private final long[][] strides;

    private final long[] first;
    private final long[] steps;
    private final int length;
    private final int piece;
    private final int pieces;
    private final int items;

    /** Plans a way over an output and operands that are broadcast to it. */
    Walk(Extents y, MemoryOrder order, List<Operand> operands) {
        int[] axes = Operand.axes(y, order);
        int[] merged = new int[axes.length + 1];
        long[][] mergedStrides = new long[operands.size()][axes.length + 1];
        int element = order == MemoryOrder.LANES ? Lanes.BYTES : Float.BYTES;
        int count = merge(axes, operands, element, merged, mergedStrides);
        extents = Arrays.copyOfRange(merged, 1, Math.max(1, count));
        strides = new long[operands.size()][];
        first = new long[operands.size()];
        steps = new long[operands.size()];
        for (int i = 0; i < operands.size(); i++) {
            first[i] = operands.get(i).first();
            steps[i] = mergedStrides[i][0];
            strides[i] = Arrays.copyOfRange(mergedStrides[i], 1, Math.max(1, count));
        }
        int rows = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
        length = Math.max(1, merged[0]);
        piece = order == MemoryOrder.LANES ? MOST_VECTORS : MOST_VECTORS * Lanes.COUNT;
        pieces = Math.ceilDiv(length, piece);
        items = rows * pieces;
    }

    /**
     * Merges axes, from the innermost one outwards, and leaves out those of extent 1. The first
     * that remains is that of the rows.
     *
     * @param merged receives extents
     * @param mergedStrides receives the strides of each operand
     * @return how many remain
     */
    private static int merge(
            int[] axes, List<Operand> operands, int element, int[] merged, long[][] mergedStrides) {
        int count = 0;
        for (int axis = axes.length - 1; axis >= 0; axis--) {
            if (axes[axis] == 1) {
                continue;
            }
            if (count == 0 && !areNeighbours(operands, axis, element)) {
                merged[0] = 1;
                count = 1;
            } else if (count > 0
                    && goesOn(operands, axis, mergedStrides, count - 1, merged[count - 1])) {
                merged[count - 1] *= axes[axis];
                continue;
            }
            merged[count] = axes[axis];
            for (int i = 0; i < operands.size(); i++) {
                mergedStrides[i][count] = operands.get(i).stride(axis);
            }
            count++;
        }
        return count;
    }

    /** Returns whether the elements along an axis stand one after the other, or are one. */
    private static boolean areNeighbours(List<Operand> operands, int axis, int element) {
        return operands.stream()
                .mapToLong(operand -> operand.stride(axis))
                .allMatch(stride -> stride == 0 || stride == element);
    }

    /** Returns whether a step along an axis leads on from the last element of an inner one. */
    private static boolean goesOn(
            List<Operand> operands, int axis, long[][] innerStrides, int inner, int innerExtent) {
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).stride(axis) != innerStrides[i][inner] * innerExtent) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number of items. */
    int items() {
        return items;
    }

    /** Returns the elements of an item. */
    int count(int item) {
        return Math.min(piece, length - item % pieces * piece);
    }

    /** Returns the elements of the longest item. */
    int longest() {
        return Math.min(piece, length);
    }

    /** Returns the byte offset in an operand of the first element of an item. */
    long offset(int operand, int item) {
        long[] outer = strides[operand];
        long offset = first[operand] + (long) (item % pieces) * piece * steps[operand];
        int row = item / pieces;
        for (int axis = 0; axis < extents.length; axis++) {
            offset += row % extents[axis] * outer[axis];
            row /= extents[axis];
        }
        return offset;
    }

    /** Returns the bytes from one element of a row to the next in an operand; 0 if it is one. */
    long step(int operand) {
        return steps[operand];
    }
}
