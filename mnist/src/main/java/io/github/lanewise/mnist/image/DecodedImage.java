package io.github.lanewise.mnist.image;

import java.util.Arrays;
import java.util.Optional;

/** The pixels of an image file as bytes, one plane if it is grey or three: red, green, blue. */
public final class DecodedImage {
    private static final int COLOURS = 3;

    private final int height;
    private final int width;
    private final byte[] planes;

    private DecodedImage(int height, int width, byte[] planes) {
        this.height = height;
        this.width = width;
        this.planes = planes;
    }

    /**
     * Takes the pixels of a picture.
     *
     * @param channels 1 makes colours grey, 3 keeps them
     * @param size to which the picture is fitted in its proportions, if not its own
     */
    static DecodedImage of(Picture picture, int channels, Optional<ImageSize> size) {
        int height = size.map(ImageSize::height).orElse(picture.height());
        int width = size.map(ImageSize::width).orElse(picture.width());
        float[] values = new Resizer(channels, height, width, Framing.FIT, false).apply(picture);
        byte[] planes = new byte[values.length];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (byte) Math.clamp(Math.round(values[i]), 0, 255);
        }
        int plane = height * width;
        return new DecodedImage(
                height, width, isGrey(planes, plane) ? Arrays.copyOf(planes, plane) : planes);
    }

    private static boolean isGrey(byte[] planes, int plane) {
        for (int i = 0; i + plane < planes.length; i++) {
            if (planes[i] != planes[i + plane]) {
                return false;
            }
        }
        return true;
    }

    /** Returns height and width. */
    public ImageSize size() {
        return new ImageSize(height, width);
    }

    /** Returns whether red, green and blue differ in any pixel. */
    public boolean isColoured() {
        return planes.length > height * width;
    }

    /**
     * Copies the planes to an array.
     *
     * @param channels 3, or 1 for an image that is grey
     * @param offset of the first byte
     */
    public void copyTo(byte[] destination, int offset, int channels) {
        if (channels < COLOURS && isColoured()) {
            throw new IllegalArgumentException("a coloured image does not fit into one plane");
        }
        int plane = height * width;
        for (int channel = 0; channel < channels; channel++) {
            int from = isColoured() ? channel * plane : 0;
            System.arraycopy(planes, from, destination, offset + channel * plane, plane);
        }
    }
}
