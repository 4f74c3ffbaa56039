package io.github.lanewise.mnist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
    private static final Resizer COLOUR = new Resizer(3, 4, 4, Framing.STRETCH, false);
    private static final int HEADER_LENGTH_PNG = 33;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void readsWhatJavaReads(String format) throws IOException {
        Path file = write(format, BufferedImage.TYPE_INT_RGB);
        float[] planes = ImageFile.read(file, COLOUR);
        float[] expected = new float[3 * 16];
        Arrays.fill(expected, 0, 16, 200);
        Arrays.fill(expected, 16, 32, 100);
        Arrays.fill(expected, 32, 48, 50);
        assertThat(planes).containsExactly(expected, within(2f)); // JPEG loses a little
    }

    private Path write(String format, int type) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, type);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, 0xc86432);
        }
        Path file = folder.resolve("image." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    @Test
    void aMissingFileIsTold() {
        assertFault(folder.resolve("none.png"), "cannot be read: there is no such file.");
    }

    @Test
    void aFolderIsTold() {
        assertFault(folder, "cannot be read: this is a folder or a device.");
    }

    @Test
    void whatIsNoImageIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("text.png"), "no image");
        assertFault(file, "is no image; name a PNG, JPEG, GIF, BMP or TIFF file.");
        assertFault(
                Files.createFile(folder.resolve("empty.png")),
                "is no image; name a PNG, JPEG, GIF, BMP or TIFF file.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
    void aTruncatedFileIsTold(String format) throws IOException {
        Path file = write(format, BufferedImage.TYPE_INT_RGB);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> ImageFile.read(file, COLOUR))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageEndingWith(".");
    }

    /** Whatever byte is damaged, there is an image or a sentence, and no other exception. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void aDamagedFileIsNoFaultOfTheProgram(String format) throws IOException {
        Path file = write(format, BufferedImage.TYPE_INT_RGB);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 3) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) 0xff;
            Files.write(file, damaged);
            try {
                assertThat(ImageFile.read(file, COLOUR)).hasSize(48);
            } catch (ImageException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        }
    }

    /** A file of some 60 bytes that claims 4 × 10⁹ pixels takes no memory for them. */
    @ParameterizedTest
    @ValueSource(ints = {60_000, 70_000, Integer.MAX_VALUE})
    void anAbsurdSizeIsRefused(int side) throws IOException {
        Path file = write("png", BufferedImage.TYPE_BYTE_GRAY);
        ByteBuffer png = ByteBuffer.wrap(Files.readAllBytes(file));
        png.putInt(16, side).putInt(20, side);
        CRC32 check = new CRC32();
        check.update(png.array(), 12, HEADER_LENGTH_PNG - 4 - 12);
        png.putInt(HEADER_LENGTH_PNG - 4, (int) check.getValue());
        Files.write(file, png.array());
        assertFault(
                file,
                "has %d×%d pixels; make it smaller, 65535 on a side and 67108864 in all are the most."
                        .formatted(side, side));
    }

    private static void assertFault(Path file, String fault) {
        assertThatThrownBy(() -> ImageFile.read(file, COLOUR))
                .isInstanceOf(ImageException.class)
                .hasMessage(file + " " + fault);
    }
}
