package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.ImageForm;
import io.github.lanewise.mnist.data.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * PNG files, one folder for each class.
 *
 * @param form of the images, of 1 or 3 channels
 * @param names of the classes
 */
record ClassFolders(ImageForm form, List<String> names) {
    ClassFolders {
        names = List.copyOf(names);
    }

    /** Writes so many images of each class. */
    Path write(Path folder, int each, long seed) throws IOException {
        LabelledImages images = new OwnImages(form).draw(each * form.classes(), seed);
        for (int image = 0; image < images.count(); image++) {
            Path own = folder.resolve(names.get(images.labels()[image]));
            Files.createDirectories(own);
            ImageIO.write(
                    picture(images, image),
                    "png",
                    own.resolve("%03d.png".formatted(image)).toFile());
        }
        return folder;
    }

    private BufferedImage picture(LabelledImages images, int image) {
        int height = form.height();
        int width = form.width();
        boolean grey = form.channels() == 1;
        BufferedImage picture =
                new BufferedImage(
                        width,
                        height,
                        grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < form.channels(); channel++) {
                    int at = ((image * form.channels() + channel) * height + y) * width + x;
                    picture.getRaster().setSample(x, y, channel, images.pixels()[at] & 0xff);
                }
            }
        }
        return picture;
    }
}
