package io.github.lanewise.mnist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;

class PictureTest {
    /** A pixel of a picture of one pixel. */
    private static float[] pixel(BufferedImage image, int channels) {
        float[] row = new float[channels];
        new Picture(image).read(0, channels, row);
        return row;
    }

    private static BufferedImage argb(int argb) {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, argb);
        return image;
    }

    /** BufferedImage.getRGB would give 188 for 128. */
    @Test
    void greyIsReadAsItIs() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 128);
        assertThat(pixel(image, 1)).containsExactly(128);
        assertThat(pixel(image, 3)).containsExactly(128, 128, 128);
    }

    @Test
    void greyOf16BitsIsScaled() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 65535);
        assertThat(pixel(image, 1)).containsExactly(255);
        image.getRaster().setSample(0, 0, 0, 257 * 7);
        assertThat(pixel(image, 1)[0]).isCloseTo(7, within(1e-5f));
    }

    @Test
    void transparentGreyIsOnWhite() {
        ComponentColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_GRAY),
                        true,
                        false,
                        Transparency.TRANSLUCENT,
                        DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        BufferedImage image = new BufferedImage(model, raster, false, null);
        raster.setPixel(0, 0, new int[] {100, 51});
        assertThat(pixel(image, 1)[0]).isCloseTo(0.2f * 100 + 0.8f * 255, within(1e-3f));
    }

    @Test
    void coloursKeepTheirOrder() {
        assertThat(pixel(argb(0xff0a141e), 3)).containsExactly(10, 20, 30);
    }

    @Test
    void greyOfColoursIsLuma() {
        float luma = 0.299f * 10 + 0.587f * 20 + 0.114f * 30;
        assertThat(pixel(argb(0xff0a141e), 1)[0]).isCloseTo(luma, within(1e-4f));
    }

    @Test
    void transparentColoursAreOnWhite() {
        assertThat(pixel(argb(0x00123456), 3)).containsExactly(255, 255, 255);
        assertThat(pixel(argb(0x33000000), 1)[0]).isCloseTo(0.8f * 255, within(1e-3f));
    }

    @Test
    void palettesAreLookedUp() {
        byte[] ramp = {0, 85, (byte) 170, (byte) 255};
        IndexColorModel model = new IndexColorModel(2, 4, ramp, ramp, ramp);
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_BINARY, model);
        image.getRaster().setSample(0, 0, 0, 2);
        assertThat(pixel(image, 1)[0]).isCloseTo(170, within(1e-4f));
    }
}
