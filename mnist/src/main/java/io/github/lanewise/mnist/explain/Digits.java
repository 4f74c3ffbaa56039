package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.mnist.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleToIntFunction;
import java.util.stream.IntStream;

/** Test images, and those of them that are looked at one by one: the first of each chosen class. */
public final class Digits {
    /** Colours of pixels from 0 to 255. */
    static final DoubleToIntFunction PIXELS = Colours.grey(0, 255);

    private final LabelledImages images;
    private final Normalization normalization;
    private final ClassNames names;
    private final List<Integer> chosen = new ArrayList<>();

    /**
     * Chooses images; classes without an image are left out.
     *
     * @param images the test images
     * @param normalization how pixels become what the network reads
     * @param classes whose first images are chosen
     */
    public Digits(LabelledImages images, Normalization normalization, List<Integer> classes) {
        this(images, ClassNames.NONE, normalization, classes);
    }

    /**
     * Chooses images; classes without an image are left out.
     *
     * @param data whose test images and names of classes count
     * @param normalization how pixels become what the network reads
     * @param classes whose first images are chosen
     */
    public Digits(DataSet data, Normalization normalization, List<Integer> classes) {
        this(data.test(), data.classNames(), normalization, classes);
    }

    private Digits(
            LabelledImages images,
            ClassNames names,
            Normalization normalization,
            List<Integer> classes) {
        this.images = images;
        this.names = names;
        this.normalization = normalization;
        classes.forEach(label -> first(images, label).ifPresent(chosen::add));
    }

    /** Returns the number of the first image of a class, if there is one. */
    public static OptionalInt first(LabelledImages images, int label) {
        return IntStream.range(0, images.count())
                .filter(image -> Byte.toUnsignedInt(images.labels()[image]) == label)
                .findFirst();
    }

    /** Returns all test images as the network reads them. */
    Samples samples() {
        return Trainer.samples(images, normalization);
    }

    int height() {
        return images.height();
    }

    int width() {
        return images.width();
    }

    Shape shape() {
        return Shape.of(images.channels(), images.height(), images.width());
    }

    /** Returns the numbers of the chosen images. */
    List<Integer> chosen() {
        return List.copyOf(chosen);
    }

    int label(int image) {
        return Byte.toUnsignedInt(images.labels()[image]);
    }

    /** Returns the name of a class. */
    String name(int label) {
        return names.of(label);
    }

    /** Returns what the network reads for a pixel. */
    float input(double pixel) {
        return (float) (pixel * normalization.scale() + normalization.shift());
    }

    /** Returns an image as the network reads it, C×H×W. */
    float[] input(int image) {
        int elements = shape().elements();
        float[] chw = new float[elements];
        for (int i = 0; i < elements; i++) {
            chw[i] = input((double) (images.pixels()[image * elements + i] & 0xff));
        }
        return chw;
    }

    /** Returns the brightness of an image's pixels, 0 to 255: the mean of its channels. */
    Plane picture(int image) {
        int width = images.width();
        int pixels = images.height() * width;
        int first = image * images.channels() * pixels;
        int end = first + images.channels() * pixels;
        return Plane.of(
                images.height(),
                width,
                (row, column) -> {
                    double sum = 0;
                    for (int at = first + row * width + column; at < end; at += pixels) {
                        sum += images.pixels()[at] & 0xff;
                    }
                    return sum / images.channels();
                });
    }

    /** Returns the tile of an image: white ink on black. */
    Tile tile(int image) {
        return new Tile(picture(image), PIXELS);
    }
}
