package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.ImageForm;
import io.github.lanewise.mnist.data.LabelledImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A data set as a user may have it: dark noise, and a bright band in the part of the image and in
 * the channel that its class says.
 *
 * @param form of the images
 */
record OwnImages(ImageForm form) {
    /** Images of the classes in turn. */
    LabelledImages draw(int count, long seed) {
        Random random = new Random(seed);
        int plane = form.height() * form.width();
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * form.channels() * plane];
        random.nextBytes(pixels);
        for (int image = 0; image < count; image++) {
            int label = image % form.classes();
            labels[image] = (byte) label;
            for (int i = 0; i < form.channels() * plane; i++) {
                int channel = i / plane;
                int part = i % plane * form.classes() / plane;
                boolean bright = part == label && channel == label % form.channels();
                int at = image * form.channels() * plane + i;
                pixels[at] = (byte) ((pixels[at] & 63) + (bright ? 150 : 0));
            }
        }
        return new LabelledImages("own", form, pixels, labels);
    }

    /** Writes IDX files of three dimensions, or of four with the channels in the given place. */
    Path write(Path folder, int training, int test, boolean channelsLast) throws IOException {
        Files.createDirectories(folder);
        write(folder, "train", draw(training, 1), channelsLast);
        write(folder, "t10k", draw(test, 2), channelsLast);
        return folder;
    }

    private void write(Path folder, String part, LabelledImages images, boolean last)
            throws IOException {
        int count = images.count();
        int c = form.channels();
        int h = form.height();
        int w = form.width();
        String name = folder.resolve(part) + "-images-idx" + (c == 1 ? 3 : 4) + "-ubyte";
        byte[] idx =
                c == 1
                        ? idx(images.pixels(), count, h, w)
                        : last
                                ? idx(channelsLast(images), count, h, w, c)
                                : idx(images.pixels(), count, c, h, w);
        Files.write(Path.of(name), idx);
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), idx(images.labels(), count));
    }

    private byte[] channelsLast(LabelledImages images) {
        byte[] from = images.pixels();
        byte[] to = new byte[from.length];
        int plane = form.height() * form.width();
        int next = 0;
        for (int image = 0; image < images.count(); image++) {
            for (int pixel = 0; pixel < plane; pixel++) {
                for (int channel = 0; channel < form.channels(); channel++) {
                    to[next++] = from[(image * form.channels() + channel) * plane + pixel];
                }
            }
        }
        return to;
    }

    static byte[] idx(byte[] values, int... dimensions) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        file.putInt(0x0800 | dimensions.length);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return file.put(values).array();
    }
}
