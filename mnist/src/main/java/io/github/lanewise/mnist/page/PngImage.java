package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.data.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images of a data set as addresses that hold them. */
final class PngImage {
    private static final int COLOURS = 3;

    private PngImage() {}

    /** Returns a {@code data:} address; of channels other than red, green, blue the first shows. */
    static String address(LabelledImages images, int index) {
        int plane = images.height() * images.width();
        int offset = index * images.channels() * plane;
        boolean coloured = images.channels() == COLOURS;
        BufferedImage picture =
                new BufferedImage(
                        images.width(),
                        images.height(),
                        coloured ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = images.pixels();
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int band = 0; band < picture.getRaster().getNumBands(); band++) {
                picture.getRaster()
                        .setSample(
                                pixel % images.width(),
                                pixel / images.width(),
                                band,
                                pixels[offset + band * plane + pixel] & 0xff);
            }
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(picture));
    }

    /** Without the default stream, which would write a file into the temporary folder. */
    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("the JVM has no writer of PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
