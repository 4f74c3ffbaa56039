package io.github.lanewise.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.BandwidthBenchmark.Access;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine can do at most: multiply-adds and bandwidth. */
final class LimitsTest {
    private static final CacheSizes SMALL = new CacheSizes(4 << 10, 16 << 10, 256 << 10);

    static List<Integer> widths() {
        return FmaPeakBenchmark.widths();
    }

    @ParameterizedTest
    @MethodSource("widths")
    void peakOfEachWidth(int width) {
        FmaPeakBenchmark benchmark = new FmaPeakBenchmark();
        benchmark.width = width;
        benchmark.threads = 2;
        benchmark.prepare();
        FlopCounter counter = new FlopCounter();
        benchmark.multiplyAdd(counter);
        assertThat(counter.gflops).isPositive();
        benchmark.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 64})
    void otherWidthsAreRefused(int width) {
        FmaPeakBenchmark benchmark = new FmaPeakBenchmark();
        benchmark.width = width;
        benchmark.threads = 1;
        assertThatThrownBy(benchmark::prepare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no vectors of " + width + " bits");
    }

    @Test
    void everyLaneCountHasChainsOfItsWidth() {
        for (int lanes : new int[] {16, 8, 4}) {
            assertThat(FmaChains.ofLanes(lanes).lanes()).isEqualTo(lanes);
        }
        assertThatThrownBy(() -> FmaChains.ofLanes(32)).hasMessageContaining("not 32");
    }

    /** Counted by hand: each chain goes from start + i to start + i + rounds · 2^-12. */
    @Test
    void chainsOfSixteenRegistersAddUp() {
        assertThat(new FmaChains128().run(4096, 1)).isEqualTo(4 * (12 * 2 + 66));
        assertThat(new FmaChains128Wide().run(4096, 1)).isEqualTo(4 * (20 * 2 + 190));
    }

    @Test
    void peakOfTheEnginesLanes() {
        try (Workers workers = new Workers(1)) {
            assertThat(new FmaPeak(workers).gflops()).isPositive();
            long flop = new FmaPeak(workers, new FmaChains128()).run(3);
            assertThat(flop).isEqualTo(3L * 20_000 * 12 * 4 * 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bandwidthOfEachLevel(MemoryLevel level) {
        for (Access access : Access.values()) {
            BandwidthBenchmark benchmark = new BandwidthBenchmark();
            benchmark.level = level;
            benchmark.access = access;
            benchmark.threads = 2;
            benchmark.prepare(SMALL);
            ByteCounter counter = new ByteCounter();
            benchmark.run(counter);
            assertThat(counter.gigabytes).isGreaterThanOrEqualTo(2 * (64 << 20) * 1e-9);
            benchmark.close();
        }
    }

    @Test
    void missingLevelIsRefused() {
        BandwidthBenchmark benchmark = new BandwidthBenchmark();
        benchmark.level = MemoryLevel.L3;
        benchmark.access = Access.READ;
        benchmark.threads = 1;
        assertThatThrownBy(() -> benchmark.prepare(new CacheSizes(4 << 10, 16 << 10, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no third-level cache");
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 3", "14, 2"})
    void everyLongIsReadAndWritten(int steps, int passes) {
        int longs = steps * MemoryKernel.STEP_BYTES / Long.BYTES;
        try (Workspace workspace = new Workspace()) {
            MemorySegment memory = workspace.floats(2L * longs);
            MemoryKernel.write(memory, passes, 40);
            assertThat(memory.toArray(ValueLayout.JAVA_LONG)).containsOnly(39 + passes);
            long sum = 0;
            for (int i = 0; i < longs; i++) {
                memory.setAtIndex(ValueLayout.JAVA_LONG, i, 1L << i % 60);
                sum += passes * (1L << i % 60);
            }
            assertThat(MemoryKernel.read(memory, passes)).isEqualTo(sum);
            MemoryKernel.copy(memory, passes);
            long[] copied = memory.toArray(ValueLayout.JAVA_LONG);
            for (int i = 0; i < longs; i++) {
                assertThat(copied[i]).isEqualTo(1L << i % (longs / 2) % 60);
            }
        }
    }
}
