package io.github.lanewise.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.convolution.LanewiseConvolution;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.OptionException;
import io.github.lanewise.bench.shape.ConvShape;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

final class PlanTest {
    private static final int FORKS = 3;

    /** A peer that goes forward only. */
    private static final class Forward implements Peer {
        @Override
        public String name() {
            return "Peer";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Optional<Class<? extends ConvolutionBenchmark>> convolution(
                ConvShape shape, Direction direction) {
            return direction == Direction.FORWARD
                    ? Optional.of(LanewiseConvolution.class)
                    : Optional.empty();
        }
    }

    private static List<Case> ours() {
        return Plan.of(new Scope(List.of(1, 2), List.of(), "1"));
    }

    @Test
    void everyAreaIsMeasuredInUnderFiveMinutes() {
        List<Case> cases = ours();
        assertThat(cases).extracting(c -> c.subject().area()).contains(Area.values());
        assertThat(cases.stream().mapToDouble(c -> c.seconds(FORKS)).sum()).isLessThan(300);
    }

    @Test
    void everyCaseIsABenchmarkOfItsOwn() {
        assertThat(ours())
                .allSatisfy(c -> {
                    Method method =
                            List.of(c.benchmark().getMethods()).stream()
                                    .filter(m -> m.getName().equals(c.method()))
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(method.isAnnotationPresent(Benchmark.class)).isTrue();
                });
        assertThat(ours()).extracting(Case::searched).doesNotHaveDuplicates();
    }

    @Test
    void peerStandsRightAfterOursWithTheSameParameters() {
        List<Case> cases = Plan.of(new Scope(List.of(1, 2), List.of(new Forward()), "1"));
        int first = 0;
        while (!cases.get(first).subject().name().equals("Peer")) {
            first++;
        }
        assertThat(cases.get(first).parameters()).isEqualTo(cases.get(first - 1).parameters());
        assertThat(cases.get(first).subject().label())
                .isEqualTo(cases.get(first - 1).subject().label());
        assertThat(cases.stream().filter(c -> c.subject().name().equals("Peer")))
                .allSatisfy(c -> assertThat(c.parameters()).containsEntry("direction", "FORWARD"));
    }

    @Test
    void selection() {
        assertThat(Selection.of(ours(), "convolution.*vgg-28 conv4.*forward"))
                .singleElement()
                .satisfies(c -> assertThat(c.title()).startsWith("Lanewise VGG-28 conv4, N=64"));
        assertThatThrownBy(() -> Selection.of(ours(), "nothing like it"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("fits none");
        assertThatThrownBy(() -> Selection.of(ours(), "(")).isInstanceOf(OptionException.class);
    }
}
