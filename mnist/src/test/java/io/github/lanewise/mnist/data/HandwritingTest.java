package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HandwritingTest {
    @Test
    void glyphTextHasStrokesAndCorners() {
        Glyph seven = Glyph.parse(".1,.1 .5,.1 .9,.1! .4,1 | .3,.5 .8,.5");
        assertThat(seven.size()).isEqualTo(6);
        assertThat(seven.x(2)).isEqualTo(0.9);
        assertThat(seven.y(3)).isEqualTo(1);
        boolean[] begins = new boolean[6];
        boolean[] corners = new boolean[6];
        for (int i = 0; i < 6; i++) {
            begins[i] = seven.beginsStroke(i);
            corners[i] = seven.isCorner(i);
        }
        assertThat(begins).containsExactly(true, false, false, false, true, false);
        assertThat(corners).containsExactly(true, false, true, true, true, true);
    }

    @Test
    void everyDigitHasSeveralGlyphsOfUnitSize() {
        for (int digit = 0; digit < 10; digit++) {
            assertThat(DigitGlyphs.of(digit)).hasSizeGreaterThan(2);
            for (Glyph glyph : DigitGlyphs.of(digit)) {
                for (int i = 0; i < glyph.size(); i++) {
                    assertThat(glyph.x(i)).isBetween(0.0, 1.0);
                    assertThat(glyph.y(i)).isBetween(0.0, 1.0);
                }
            }
        }
    }

    @Test
    void elasticFieldIsSmoothAndVanishesWithItsStrength() {
        ElasticField field = new ElasticField();
        PenPath path = new PenPath();
        for (int i = 0; i <= 1000; i++) {
            path.add(-0.3 + 1.6e-3 * i, 1.3 - 1.6e-3 * i, i == 0);
        }
        field.draw(new SplitMix64(1), 0);
        field.displace(path);
        assertThat(path.x(500)).isCloseTo(0.5, within(1e-12));

        field.draw(new SplitMix64(1), 0.1);
        field.displace(path);
        double moved = 0;
        for (int i = 1; i <= 1000; i++) {
            moved = Math.max(moved, Math.abs(path.x(i) - (-0.3 + 1.6e-3 * i)));
            // Piece length 2.3e-3; lattice vectors up to 0.43 at steps of 0.35 may triple it.
            assertThat(path.length(i)).isLessThan(7e-3);
        }
        assertThat(moved).isGreaterThan(0.02);
    }

    @Test
    void penStaysInTheImageAndLiftsBetweenStrokes() {
        Handwriting hand = new Handwriting(28);
        int lifted = 0;
        for (int i = 0; i < 2000; i++) {
            PenPath path = hand.write(i % 10, SplitMix64.keyed(1, 9, i));
            assertThat(path.beginsStroke(0)).isTrue();
            for (int point = 0; point < path.size(); point++) {
                assertThat(path.x(point)).isBetween(1.999, 25.001);
                assertThat(path.y(point)).isBetween(1.999, 25.001);
                assertThat(path.radius(point)).isBetween(0.1, 2.2);
                lifted += point > 0 && path.beginsStroke(point) ? 1 : 0;
            }
        }
        assertThat(lifted).isBetween(200, 1000);
    }

    @Test
    void inkIsBrightOnThePathAndDarkAwayFromIt() {
        PenPath path = new PenPath();
        path.add(4, 10, true);
        path.add(20, 10, false);
        path.setRadius(0, 1.5);
        path.setRadius(1, 1.5);
        path.add(4, 20, true);
        path.setRadius(2, 1.5);
        int whole = 0;
        for (int seed = 0; seed < 200; seed++) {
            byte[] pixels = new byte[28 * 28 + 1];
            new InkRaster(28).draw(path, new SplitMix64(seed), pixels, 1);
            int bright = 0;
            for (int x = 4; x <= 20; x++) {
                bright += (pixels[1 + 10 * 28 + x] & 0xff) > 90 ? 1 : 0;
                // Noise has a deviation of at most 12; the second stroke has no length.
                assertThat(pixels[1 + 15 * 28 + x] & 0xff).isLessThan(55);
                assertThat(pixels[1 + 20 * 28 + x] & 0xff).isLessThan(55);
            }
            whole += bright == 17 ? 1 : 0;
        }
        // One image in eight is scratched.
        assertThat(whole).isBetween(160, 199);
    }
}
