package io.github.lanewise.mnist.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class SheetTest {
    private static final int NEUTRAL = 0xf7f7f7;

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int colour(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    @Test
    void eachNumberIsASquareOfOneColour() throws IOException {
        Plane plane = Plane.of(1, 3, (row, column) -> column - 1.0);
        BufferedImage image = read(Sheet.png(List.of(List.of(Tile.diverging(plane))), 4));
        assertThat(image.getWidth()).isEqualTo(3 + 12 + 3);
        assertThat(image.getHeight()).isEqualTo(3 + 4 + 3);
        assertThat(colour(image, 0, 0)).isEqualTo(Colours.GAP);
        for (int x = 0; x < 4; x++) {
            assertThat(colour(image, 3 + x, 5)).isEqualTo(0x053061);
            assertThat(colour(image, 7 + x, 3)).isEqualTo(NEUTRAL);
            assertThat(colour(image, 11 + x, 3)).isEqualTo(0x67001f);
        }
    }

    @Test
    void zeroIsNeutralHoweverLargeTheRestIs() {
        assertThat(Colours.diverging(0).applyAsInt(0)).isEqualTo(NEUTRAL);
        assertThat(Colours.diverging(1e30).applyAsInt(0)).isEqualTo(NEUTRAL);
        assertThat(Colours.diverging(2).applyAsInt(1)).isNotEqualTo(NEUTRAL);
    }

    @Test
    void whatLiesOutsideIsNoGrey() throws IOException {
        Plane plane = Plane.of(1, 2, (row, column) -> column == 0 ? Double.NaN : 0.5);
        BufferedImage image =
                read(Sheet.png(List.of(List.of(new Tile(plane, Colours.grey(0, 1)))), 2));
        assertThat(colour(image, 3, 3)).isEqualTo(Colours.OUTSIDE);
        assertThat(colour(image, 5, 3)).isEqualTo(0x808080);
    }
}
