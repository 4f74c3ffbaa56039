package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.reference.Values;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Lane-wise products of one row of pixels, with scratch memory that is NaN before the call. */
final class LaneDotTest {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** Products of whole numbers this small are summed without rounding. */
    private static final int EXACT = 4;

    @Property(tries = 200)
    void productsAndRowSumsAreAddedToTheGradient(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 40) int runs,
            @ForAll @IntRange(min = 1, max = 11) int taps,
            @ForAll @IntRange(min = 1, max = 700) int pixels,
            @ForAll long seed) {
        int lanes = Lanes.COUNT;
        int xRow = pixels + taps - 1;
        float[] d = Values.integers(seed, rows * pixels * lanes, EXACT);
        float[] x = Values.integers(seed + 1, runs * xRow * lanes, EXACT);
        float[] expected = new float[rows * runs * taps];
        float[] expectedSums = new float[rows];
        Arrays.fill(expected, 1);
        Arrays.fill(expectedSums, 1);
        int every = Math.max(1, rows * runs * taps * pixels / 200_000);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < pixels * lanes; i++) {
                expectedSums[row] += d[row * pixels * lanes + i];
            }
            for (int tap = 0; tap < runs * taps; tap++) {
                for (int i = 0; tap % every == 0 && i < pixels * lanes; i++) {
                    int from = (tap / taps * xRow + tap % taps) * lanes;
                    expected[row * runs * taps + tap] += d[row * pixels * lanes + i] * x[from + i];
                }
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            RowSums sums = new RowSums(rows, nan(arena, RowSums.scratchFloats(rows)));
            MemorySegment gradient = copy(arena, ones(expected.length + rows));
            new LaneDot(rows, runs(runs, taps, xRow))
                    .pass(
                            new Pixels(
                                    copy(arena, d), offsets(pixels), (long) pixels * Lanes.BYTES),
                            new Pixels(copy(arena, x), offsets(pixels), 0),
                            Optional.of(sums),
                            nan(arena, LaneDot.scratchFloats()))
                    .addTo(gradient, 0);
            sums.addTo(gradient, 4L * expected.length);
            float[] actual = gradient.toArray(FLOAT);
            for (int i = 0; i < expected.length; i++) {
                if (i % (runs * taps) % every == 0) {
                    assertThat(actual[i]).as("product %d", i).isEqualTo(expected[i]);
                }
            }
            assertThat(Arrays.copyOfRange(actual, expected.length, actual.length))
                    .containsExactly(expectedSums);
        }
    }

    private static TapRuns runs(int runs, int taps, int xRow) {
        int[] offset = new int[runs];
        int[] length = new int[runs];
        int[] position = new int[runs * taps];
        Arrays.setAll(offset, run -> run * xRow * Lanes.BYTES);
        Arrays.fill(length, taps);
        Arrays.setAll(position, tap -> tap);
        return new TapRuns(offset, length, position);
    }

    private static int[] offsets(int pixels) {
        int[] offsets = new int[pixels];
        Arrays.setAll(offsets, pixel -> pixel * Lanes.BYTES);
        return offsets;
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static MemorySegment nan(Arena arena, long floats) {
        float[] values = new float[Math.toIntExact(floats)];
        Arrays.fill(values, Float.NaN);
        return copy(arena, values);
    }

    private static MemorySegment copy(Arena arena, float[] values) {
        MemorySegment memory = arena.allocate(4L * values.length, 64);
        MemorySegment.copy(values, 0, memory, FLOAT, 0, values.length);
        return memory;
    }
}
