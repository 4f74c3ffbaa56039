package io.github.lanewise.mnist.command;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Image files for tests. */
final class TestImages {
    private TestImages() {}

    /** Writes a PNG of many colours. */
    static Path colour(Path file, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, (x * 37 + y * 101) * 0x010305 & 0xffffff);
            }
        }
        try {
            ImageIO.write(picture, "png", file.toFile());
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
