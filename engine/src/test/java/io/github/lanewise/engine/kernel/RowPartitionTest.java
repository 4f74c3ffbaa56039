package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.kernel.RowPartition.Height;
import io.github.lanewise.engine.kernel.RowPartition.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RowPartitionTest {
    private static final List<Height> HEIGHTS =
            List.of(new Height(6, 6), new Height(4, 4.4), new Height(1, 2.5));

    @Property(tries = 200)
    void everyRowIsCoveredByPartsOfKnownHeights(@ForAll @IntRange(min = 1, max = 600) int rows) {
        Set<Integer> known = HEIGHTS.stream().map(Height::rows).collect(Collectors.toSet());
        int covered = 0;
        for (Part part : RowPartition.of(rows, HEIGHTS)) {
            assertThat(part.first()).isBetween(0, covered);
            assertThat(known).contains(part.rows());
            assertThat(part.first() + part.rows()).isGreaterThan(covered);
            covered = part.first() + part.rows();
        }
        assertThat(covered).isEqualTo(rows);
    }

    @Test
    void theCheapestKernelsAreTaken() {
        assertThat(RowPartition.of(12, HEIGHTS)).containsExactly(new Part(0, 6), new Part(6, 6));
        assertThat(RowPartition.of(1, HEIGHTS)).containsExactly(new Part(0, 1));
        assertThat(RowPartition.of(10, HEIGHTS)).hasSize(2);
    }
}
