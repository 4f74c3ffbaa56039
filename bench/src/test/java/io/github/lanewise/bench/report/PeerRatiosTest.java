package io.github.lanewise.bench.report;

import static io.github.lanewise.bench.report.SampleMeasurements.inSeconds;
import static io.github.lanewise.bench.report.SampleMeasurements.throughput;
import static io.github.lanewise.bench.report.SampleMeasurements.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PeerRatiosTest {
    private static Measurement work(String name, double speed) {
        return with(throughput(name, Area.TRAINING, "LeNet-5", speed), "network", "LENET5");
    }

    @Test
    void bestIsTheFastestWhateverTheMode() {
        List<Measurement> calls = List.of(work("A", 20), work("Lanewise", 30), work("B", 40));
        List<Measurement> seconds = calls.stream().map(SampleMeasurements::inSeconds).toList();
        for (PeerRatios row :
                Stream.of(calls, seconds).flatMap(all -> PeerRatios.of(all).stream()).toList()) {
            assertThat(row.ours().subject().ours()).isTrue();
            assertThat(row.peers().stream().map(peer -> peer.subject().name()))
                    .containsExactly("B", "A");
            assertThat(row.ratio().orElseThrow()).isCloseTo(0.75, within(1e-9));
        }
    }

    @Test
    void onlyEqualWorkIsCompared() {
        Measurement ours = work("Lanewise", 30);
        List<PeerRatios> rows =
                PeerRatios.of(
                        List.of(
                                ours,
                                with(work("A", 1), "threads", "1"),
                                with(work("B", 1), "network", "VGG28"),
                                with(work("C", 1), "layout", "NCHW"),
                                inSeconds(work("D", 1)),
                                throughput("E", Area.TRAINING, "VGG-28", 1),
                                with(work("F", 10), "layout", "OWN")));
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().ours()).isEqualTo(ours);
        assertThat(rows.getFirst().peers().stream().map(peer -> peer.subject().name()))
                .containsExactly("F");
    }

    @Test
    void withoutPeersThereIsNoRatio() {
        PeerRatios row = PeerRatios.of(List.of(work("Lanewise", 30))).getFirst();
        assertThat(row.best()).isEmpty();
        assertThat(row.ratio()).isEmpty();
    }
}
