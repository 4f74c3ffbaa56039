package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.reference.Values;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Products and transposes of drawn sizes, against their definitions. */
final class MatrixProductTest {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int TRIES = 100;

    /** Whole numbers this small are multiplied and added without rounding. */
    private static final int EXACT = 100;

    @Property(tries = TRIES)
    void productsAreSums(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 70) int columns,
            @ForAll @IntRange(min = 1, max = 40) int steps,
            @ForAll @IntRange(min = 0, max = 3) int gap,
            @ForAll long seed) {
        int paddedRows = MatrixProduct.padded(rows, MatrixProduct.ROWS);
        int paddedColumns = MatrixProduct.padded(columns, MatrixProduct.COLUMNS);
        int xRow = steps + gap;
        int wRow = paddedColumns + gap;
        float[] x = Values.integers(seed, paddedRows * xRow, EXACT);
        float[] w = Values.integers(seed + 1, steps * wRow, EXACT);
        float[] expected = new float[paddedRows * wRow];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                for (int t = 0; t < steps; t++) {
                    expected[r * wRow + c] += x[r * xRow + t] * w[t * wRow + c];
                }
            }
        }
        // What nobody asked for counts for nothing.
        Arrays.fill(x, rows * xRow, x.length, Float.NaN);
        for (int t = 0; t < steps; t++) {
            Arrays.fill(w, t * wRow + columns, (t + 1) * wRow, Float.NaN);
        }
        try (Arena arena = Arena.ofConfined()) {
            float[] nothing = new float[paddedRows * wRow];
            Arrays.fill(nothing, Float.NaN);
            MemorySegment sums = copy(arena, nothing);
            new MatrixProduct(
                            rows,
                            columns,
                            new MatrixProduct.Rows(copy(arena, x), 4L * xRow),
                            new MatrixProduct.Rows(copy(arena, w), 4L * wRow),
                            new MatrixProduct.Rows(sums, 4L * wRow))
                    .run(steps);
            float[] actual = sums.toArray(FLOAT);
            for (int r = 0; r < rows; r++) {
                assertThat(Arrays.copyOfRange(actual, r * wRow, r * wRow + columns))
                        .containsExactly(
                                Arrays.copyOfRange(expected, r * wRow, r * wRow + columns));
                float[] rest = Arrays.copyOfRange(actual, r * wRow + paddedColumns, (r + 1) * wRow);
                float[] untouched = new float[gap];
                Arrays.fill(untouched, Float.NaN);
                assertThat(rest).isEqualTo(untouched);
            }
        }
    }

    @Property(tries = TRIES)
    void lanesAndVectorsChangePlaces(
            @ForAll @IntRange(min = 1, max = 9) int count,
            @ForAll @IntRange(min = 0, max = 3) int gap,
            @ForAll long seed) {
        int l = Lanes.COUNT;
        int stride = count + gap;
        float[] from = Values.uniform(seed, (l * stride + 1) * l);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = copy(arena, new float[(l * (stride + 1) + 2) * l]);
            for (long i = 0; i < to.byteSize() / 4; i++) {
                to.setAtIndex(FLOAT, i, Float.NaN);
            }
            LaneTranspose.run(
                    copy(arena, from),
                    Lanes.BYTES,
                    (long) stride * Lanes.BYTES,
                    to,
                    2L * Lanes.BYTES,
                    (stride + 1L) * Lanes.BYTES,
                    count);
            float[] actual = to.toArray(FLOAT);
            for (int n = 0; n < count; n++) {
                for (int i = 0; i < l; i++) {
                    for (int lane = 0; lane < l; lane++) {
                        int target = (2 + i * (stride + 1) + n) * l + lane;
                        assertThat(actual[target]).isEqualTo(from[(1 + lane * stride + n) * l + i]);
                        actual[target] = Float.NaN;
                    }
                }
            }
            assertThat(actual).containsOnly(Float.NaN);
        }
    }

    private static MemorySegment copy(Arena arena, float[] values) {
        MemorySegment segment = arena.allocate(4L * values.length, 64);
        MemorySegment.copy(values, 0, segment, FLOAT, 0, values.length);
        return segment;
    }
}
