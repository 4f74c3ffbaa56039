package io.github.lanewise.mnist.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;

/**
 * A decoded image: rows of values from 0 to 255, in as many channels as asked for. What is
 * transparent shows white.
 */
final class Picture {
    private static final float WHITE = 255;

    /** Shares of red, green and blue in grey, ITU-R BT.601; as in Pillow's mode L. */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    private final BufferedImage image;

    /** Whether samples are read as they are; Java would brighten grey as if it were linear. */
    private final boolean grey;

    private final int[] samples;
    private final int[] alphas;

    Picture(BufferedImage image) {
        this.image = image;
        grey = isPlainGrey(image.getColorModel());
        samples = new int[image.getWidth()];
        alphas = new int[image.getWidth()];
    }

    private static boolean isPlainGrey(ColorModel model) {
        boolean integers =
                model.getTransferType() == DataBuffer.TYPE_BYTE
                        || model.getTransferType() == DataBuffer.TYPE_USHORT;
        return model instanceof ComponentColorModel
                && integers
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !model.isAlphaPremultiplied();
    }

    /** Returns the pixels in a row. */
    int width() {
        return image.getWidth();
    }

    /** Returns the number of rows. */
    int height() {
        return image.getHeight();
    }

    /**
     * Reads a row.
     *
     * @param channels 1 for grey or 3 for red, green and blue
     * @param row channels × width values, channel by channel
     */
    void read(int y, int channels, float[] row) {
        if (grey) {
            readGrey(y, channels, row);
        } else {
            readColour(y, channels, row);
        }
    }

    private void readGrey(int y, int channels, float[] row) {
        ColorModel model = image.getColorModel();
        image.getRaster().getSamples(0, y, width(), 1, 0, samples);
        if (model.hasAlpha()) {
            image.getRaster().getSamples(0, y, width(), 1, 1, alphas);
        }
        float most = (1 << model.getComponentSize(0)) - 1;
        for (int x = 0; x < width(); x++) {
            float value = samples[x] * (WHITE / most);
            float opacity = model.hasAlpha() ? alphas[x] / most : 1;
            for (int channel = 0; channel < channels; channel++) {
                row[channel * width() + x] = onWhite(value, opacity);
            }
        }
    }

    private void readColour(int y, int channels, float[] row) {
        int width = width();
        image.getRGB(0, y, width, 1, samples, 0, width);
        for (int x = 0; x < width; x++) {
            int argb = samples[x];
            float opacity = (argb >>> 24) / WHITE;
            float red = onWhite((argb >> 16) & 255, opacity);
            float green = onWhite((argb >> 8) & 255, opacity);
            float blue = onWhite(argb & 255, opacity);
            if (channels == 1) {
                row[x] = LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue;
            } else {
                row[x] = red;
                row[width + x] = green;
                row[2 * width + x] = blue;
            }
        }
    }

    private static float onWhite(float value, float opacity) {
        return value * opacity + WHITE * (1 - opacity);
    }
}
