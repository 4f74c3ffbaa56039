package io.github.lanewise.mnist.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads image files in the formats that Java knows: PNG, JPEG, GIF, BMP, TIFF and WBMP; of several
 * images in a file the first. Orientation in EXIF is not looked at.
 */
public final class ImageFile {
    private static final String HEADLESS = "java.awt.headless";

    /** Pixels of the largest image; at most 8 bytes each make 512 MB. */
    private static final long MOST_PIXELS = 1 << 26;

    /** Pixels of the longest side, as in JPEG. */
    private static final int LONGEST_SIDE = 65_535;

    static {
        if (System.getProperty(HEADLESS) == null) {
            System.setProperty(HEADLESS, "true"); // nothing here opens a window
        }
    }

    private ImageFile() {}

    /**
     * Reads a file as planes. Its size in pixels is looked at before any memory is taken for them.
     *
     * @return channels × height × width values from 0 to 255
     * @throws ImageException if it is missing, unreadable, no image, damaged or too large
     */
    public static float[] read(Path file, Resizer resizer) throws ImageException {
        return read(file, resizer::apply);
    }

    /**
     * Reads a file as bytes.
     *
     * @param channels 1 for grey or 3 for what it is
     * @param size to which it is fitted in its proportions between black bars, if not its own
     * @throws ImageException if it is missing, unreadable, no image, damaged or too large
     */
    public static DecodedImage decode(Path file, int channels, Optional<ImageSize> size)
            throws ImageException {
        return read(file, picture -> DecodedImage.of(picture, channels, size));
    }

    private static <T> T read(Path file, Function<Picture, T> use) throws ImageException {
        requireReadable(file);
        try (ImageInputStream stream =
                Optional.ofNullable(ImageIO.createImageInputStream(file.toFile()))
                        .orElseThrow(() -> new ImageException(file, "cannot be read"))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new ImageException(
                        file, "is no image; name a PNG, JPEG, GIF, BMP or TIFF file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return use.apply(read(file, reader));
            } finally {
                reader.dispose();
            }
        } catch (ImageException failure) {
            throw failure;
        } catch (IOException | RuntimeException failure) {
            // Readers answer damaged files with exceptions of many kinds.
            throw new ImageException(
                    file, "cannot be decoded: the image is damaged or of a rare kind", failure);
        }
    }

    private static void requireReadable(Path file) throws ImageException {
        if (!Files.exists(file)) {
            throw new ImageException(file, "cannot be read: there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new ImageException(file, "cannot be read: this is a folder or a device");
        }
        if (!Files.isReadable(file)) {
            throw new ImageException(file, "cannot be read: permission denied");
        }
    }

    private static Picture read(Path file, ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < 1 || height < 1) {
            throw new ImageException(file, "is an image without pixels");
        }
        String size = width + "×" + height + " pixels";
        if (Math.max(width, height) > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
            throw new ImageException(
                    file,
                    "has %s; make it smaller, %d on a side and %d in all are the most"
                            .formatted(size, LONGEST_SIDE, MOST_PIXELS));
        }
        try {
            BufferedImage image = reader.read(0);
            if (image.getWidth() != width || image.getHeight() != height) {
                throw new ImageException(file, "cannot be decoded: its size contradicts itself");
            }
            return new Picture(image);
        } catch (OutOfMemoryError failure) {
            throw new ImageException(
                    file,
                    "has %s, too many for the memory; make it smaller".formatted(size),
                    failure);
        }
    }
}
