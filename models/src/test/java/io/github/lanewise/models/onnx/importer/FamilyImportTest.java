package io.github.lanewise.models.onnx.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.family.ClassicNetwork;
import io.github.lanewise.models.family.FamilyCase;
import io.github.lanewise.models.onnx.write.OnnxRuntime;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs of classic networks, as three programs write them, give what ONNX Runtime gives. */
class FamilyImportTest {
    private static final double TOLERANCE = 1e-4;

    @TempDir Path folder = Path.of("");

    static Stream<FamilyCase> cases() {
        return Stream.concat(FamilyCase.small().stream(), FamilyCase.inAllStyles().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(FamilyCase tested) {
        byte[] bytes = tested.model().toBytes();
        Shape image = tested.options().input();
        for (int images : tested.batches()) {
            long[] extents = {images, image.channels(), image.height(), image.width()};
            float[] floats = new float[images * image.elements()];
            Random random = new Random(images);
            for (int i = 0; i < floats.length; i++) {
                floats[i] = random.nextFloat() * 2 - 1;
            }
            Values x = Values.of(floats, extents);
            Values right =
                    OnnxRuntime.run(bytes, Map.of(ClassicNetwork.INPUT, x))
                            .values()
                            .iterator()
                            .next();
            Values ours = new Imports(folder).run(bytes, x, ClassicNetwork.INPUT).getFirst();
            assertThat(ours.extents()).isEqualTo(right.extents());
            assertThat(error(ours.elements(), right.elements())).isLessThan(TOLERANCE);
        }
    }

    private static double error(List<Float> ours, List<Float> right) {
        double largest = 0;
        double error = 0;
        for (int i = 0; i < right.size(); i++) {
            largest = Math.max(largest, Math.abs(right.get(i)));
            error = Math.max(error, Math.abs(right.get(i) - ours.get(i)));
        }
        return error / largest;
    }
}
