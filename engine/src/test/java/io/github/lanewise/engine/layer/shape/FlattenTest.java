package io.github.lanewise.engine.layer.shape;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class FlattenTest {
    @Property(tries = 80)
    void elementsKeepTheirOrder(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 20) int channels,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll boolean inPlace,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, height, width);
        float[] x = Values.uniform(seed, images * shape.elements());
        float[] dy = Values.uniform(seed + 1, x.length);
        LayerHarness harness = LayerHarness.of(new Flatten(), shape).borders(border);
        Result result = (inPlace ? harness.inPlace() : harness).run(x, dy);
        assertThat(new Flatten().outputShape(shape)).isEqualTo(Shape.vector(shape.elements()));
        assertExact("y", result.y(), x);
        assertExact("dx", result.dx(), dy);
    }
}
