package io.github.lanewise.mnist.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.augment.AffineMap.Change;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** A sample that left its row would read the next one, whose values look as good as any. */
final class MarginTest {
    private static final int TURNS = 16;

    @Property(tries = 200)
    void noCornerOfAnyChangeReachesBeyondIt(
            @ForAll @DoubleRange(max = 40) double shift,
            @ForAll @DoubleRange(max = 180) double rotation,
            @ForAll @DoubleRange(max = 0.5) double scale,
            @ForAll @DoubleRange(max = 1) double shear,
            @ForAll @IntRange(min = 1, max = 31) int height,
            @ForAll @IntRange(min = 1, max = 31) int width) {
        Augmentation ranges = new Augmentation(shift, rotation, scale, shear, Elastic.NONE);
        Margin margin = Margin.of(ranges, height, width);
        AffineMap map = new AffineMap();
        double right = (width - 1) / 2.0;
        double down = (height - 1) / 2.0;
        double mostX = 0;
        double mostY = 0;
        for (int signs = 0; signs < 1 << 7; signs++) {
            double shiftX = sign(signs, 0) * shift;
            double shiftY = sign(signs, 1) * shift;
            double scaleX = 1 + sign(signs, 2) * scale;
            double scaleY = 1 + sign(signs, 3) * scale;
            double slant = sign(signs, 4) * shear;
            for (int turn = -TURNS; turn <= TURNS; turn++) {
                double angle = StrictMath.toRadians(rotation * turn / TURNS);
                map.set(new Change(shiftX, shiftY, angle, scaleX, scaleY, slant));
                double x = sign(signs, 5) * right;
                double y = sign(signs, 6) * down;
                mostX = Math.max(mostX, Math.abs(map.x(x, y)));
                mostY = Math.max(mostY, Math.abs(map.y(x, y)));
            }
        }
        // One pixel more for the neighbour to the right and below.
        assertThat(mostX + 1).isLessThanOrEqualTo(right + margin.x());
        assertThat(mostY + 1).isLessThanOrEqualTo(down + margin.y());
    }

    private static int sign(int signs, int bit) {
        return (signs >> bit & 1) == 0 ? -1 : 1;
    }
}
