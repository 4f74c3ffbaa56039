package io.github.lanewise.bench.page.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement;
import io.github.lanewise.bench.report.Measurement.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is compared with whom, in numbers that can be checked by hand. */
final class ConvolutionSectionTest {
    private static final Measurements LAYER =
            new Measurements(
                    List.of(
                            measured("Lanewise", "OWN", 100),
                            measured("oneDNN", "OWN", 90),
                            measured("PyTorch", "OWN", 40),
                            measured("ONNX Runtime", "OWN", 70),
                            measured("Lanewise", "NCHW", 60),
                            measured("oneDNN", "NCHW", 50),
                            measured("PyTorch", "NCHW", 45)));

    private static Measurement measured(String name, String layout, double gflops) {
        List<double[]> forks = List.of(new double[] {gflops});
        return new Measurement(
                new Subject(Area.CONVOLUTION, name, "1", "a layer"),
                name + ".run",
                "thrpt",
                "ops/s",
                Map.of("layout", layout, "direction", "FORWARD", "threads", "2"),
                forks,
                Map.of(Measurement.GFLOPS, forks),
                Map.of(),
                Map.of());
    }

    private static double gflops(Comparison layer, String subject) {
        return Measure.GFLOPS.value().applyAsDouble(layer.by(subject).orElseThrow());
    }

    @Test
    void aPeerHasTheFasterOfItsLayouts() {
        Comparison layer =
                ConvolutionSection.cases(ConvolutionSection.inOwnLayout(LAYER)).getFirst();
        assertThat(gflops(layer, "PyTorch")).isEqualTo(45);
        assertThat(gflops(layer, "oneDNN")).isEqualTo(90);
        assertThat(layer.ratio(Measure.GFLOPS)).isEqualTo(100.0 / 90, within(1e-9));
    }

    @Test
    void forPlainCallersWhoeverKnowsNoOtherLayoutCounts() {
        Comparison layer = ConvolutionSection.plain(LAYER).getFirst();
        assertThat(layer.measurements()).hasSize(4);
        assertThat(layer.ratio(Measure.GFLOPS)).isEqualTo(60.0 / 70, within(1e-9));
    }

    @Test
    void withoutOursForPlainCallersThereIsNothingToCompare() {
        Measurements own = LAYER.where("layout", "OWN");
        assertThat(ConvolutionSection.plain(own)).isEmpty();
    }
}
