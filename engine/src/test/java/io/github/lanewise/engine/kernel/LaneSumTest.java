package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.reference.Values;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Sums over lanes, additions, copies and transposes of drawn sizes. */
final class LaneSumTest {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** Whole numbers this small are added without rounding. */
    private static final int EXACT = 1000;

    @Property(tries = 100)
    void eachVectorIsSummedOverItsLanes(
            @ForAll @IntRange(min = 1, max = 5) int blocks,
            @ForAll @IntRange(min = 0, max = 3) int skipped,
            @ForAll long seed) {
        int count = blocks * Lanes.COUNT;
        float[] vectors = Values.integers(seed, (skipped + count) * Lanes.COUNT, EXACT);
        float[] expected = new float[count];
        for (int i = 0; i < count * Lanes.COUNT; i++) {
            expected[i / Lanes.COUNT] += vectors[skipped * Lanes.COUNT + i];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sums = arena.allocate(4L * count, 64);
            LaneSum.sum(copy(arena, vectors), (long) skipped * Lanes.BYTES, count, sums);
            assertThat(sums.toArray(FLOAT)).containsExactly(expected);
        }
    }

    @Property(tries = 100)
    void vectorsAreSummedLaneByLane(
            @ForAll @IntRange(min = 0, max = 70) int count,
            @ForAll @IntRange(min = 0, max = 3) int skipped,
            @ForAll long seed) {
        float[] vectors = Values.integers(seed, (skipped + count) * Lanes.COUNT, EXACT);
        float[] expected = new float[2 * Lanes.COUNT];
        for (int i = skipped * Lanes.COUNT; i < vectors.length; i++) {
            expected[Lanes.COUNT + i % Lanes.COUNT] += vectors[i];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocate(2L * Lanes.BYTES, 64);
            long from = (long) skipped * Lanes.BYTES;
            Elementwise.sumVectors(copy(arena, vectors), from, count, to, Lanes.BYTES);
            assertThat(to.toArray(FLOAT)).containsExactly(expected);
        }
    }

    @Property(tries = 100)
    void additionsTouchTheirRangeOnly(
            @ForAll @IntRange(min = 0, max = 100) int count,
            @ForAll @IntRange(min = 0, max = 20) int from,
            @ForAll @IntRange(min = 0, max = 20) int to,
            @ForAll long seed) {
        float[] source = Values.integers(seed, from + count, EXACT);
        float[] target = Values.integers(seed + 1, to + count + 5, EXACT);
        float[] expected = target.clone();
        for (int i = 0; i < count; i++) {
            expected[to + i] += source[from + i];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = copy(arena, target);
            Elementwise.add(copy(arena, source), 4L * from, memory, 4L * to, count);
            assertThat(memory.toArray(FLOAT)).containsExactly(expected);
        }
    }

    @Property(tries = 100)
    void copiesFollowBothStrides(
            @ForAll @IntRange(min = 0, max = 20) int count,
            @ForAll @IntRange(min = 1, max = 3) int fromStride,
            @ForAll @IntRange(min = 1, max = 3) int toStride,
            @ForAll long seed) {
        int lanes = Lanes.COUNT;
        float[] source = Values.uniform(seed, (1 + count * fromStride) * lanes);
        float[] expected = new float[(1 + count * toStride) * lanes];
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    source,
                    (1 + i * fromStride) * lanes,
                    expected,
                    (1 + i * toStride) * lanes,
                    lanes);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocate(4L * expected.length, 64);
            long v = Lanes.BYTES;
            Elementwise.copy(copy(arena, source), v, fromStride * v, to, v, toStride * v, count);
            assertThat(to.toArray(FLOAT)).containsExactly(expected);
        }
    }

    @Property(tries = 100)
    void transposesExchangeLanesAndVectors(
            @ForAll @IntRange(min = 1, max = 70) int vectors,
            @ForAll @IntRange(min = 0, max = 9) int gap,
            @ForAll long seed) {
        float[] lanes = Values.uniform(seed, vectors * Lanes.COUNT);
        int rowFloats = vectors + gap;
        float[] expected = new float[Lanes.COUNT * rowFloats];
        for (int i = 0; i < lanes.length; i++) {
            expected[i % Lanes.COUNT * rowFloats + i / Lanes.COUNT] = lanes[i];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rows = arena.allocate(4L * expected.length, 64);
            MemorySegment source = copy(arena, lanes);
            Transpose.lanesToRows(source, 0, Lanes.BYTES, vectors, rows, rowFloats);
            assertThat(rows.toArray(FLOAT)).containsExactly(expected);
        }
    }

    private static MemorySegment copy(Arena arena, float[] values) {
        MemorySegment memory = arena.allocate(4L * Math.max(1, values.length), 64);
        MemorySegment.copy(values, 0, memory, FLOAT, 0, values.length);
        return memory.asSlice(0, 4L * values.length);
    }
}
