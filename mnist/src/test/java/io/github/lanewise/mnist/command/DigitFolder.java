package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.data.LabelledImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data folder with a few drawn digits. */
final class DigitFolder {
    private DigitFolder() {}

    static Path write(Path folder, int training, int test) throws IOException {
        DataSet digits = DrawnDigits.generate(5, training, test, 1);
        Files.createDirectories(folder);
        write(folder, "train", digits.training());
        write(folder, "t10k", digits.test());
        return folder;
    }

    /** Black images of any size, of two classes in turn. */
    static Path writeBlack(Path folder, int count, int height, int width) throws IOException {
        Files.createDirectories(folder);
        byte[] labels = new byte[count];
        for (int i = 1; i < count; i += 2) {
            labels[i] = 1;
        }
        LabelledImages black =
                new LabelledImages(
                        "black", 1, height, width, new byte[count * height * width], labels);
        write(folder, "train", black);
        write(folder, "t10k", black);
        return folder;
    }

    private static void write(Path folder, String part, LabelledImages images) throws IOException {
        Files.write(
                folder.resolve(part + "-images-idx3-ubyte"),
                idx(images.pixels(), images.count(), images.height(), images.width()));
        Files.write(
                folder.resolve(part + "-labels-idx1-ubyte"), idx(images.labels(), images.count()));
    }

    private static byte[] idx(byte[] values, int... dimensions) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        file.putInt(0x0800 | dimensions.length);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return file.put(values).array();
    }
}
