package io.github.lanewise.models.family;

import io.github.lanewise.engine.tensor.Shape;
import java.util.OptionalInt;

/**
 * What may differ between two networks of one kind.
 *
 * @param input one image: channels × height × width
 * @param classes number of outputs
 * @param width factor of the number of channels of all layers but the last; 1 as published
 * @param seed fixes the weights; equal seeds give equal weights on every machine
 * @param style how the file expresses the network
 */
public record FamilyOptions(Shape input, int classes, double width, long seed, OnnxStyle style) {
    /**
     * @throws IllegalArgumentException if the width is not above 0, or there is no class
     */
    public FamilyOptions {
        if (!(width > 0) || classes < 1) {
            throw new IllegalArgumentException(
                    "A network needs a width above 0 and a class, not width %s and %d classes."
                            .formatted(width, classes));
        }
    }

    /** Returns these options for other images. */
    public FamilyOptions input(Shape newInput) {
        return new FamilyOptions(newInput, classes, width, seed, style);
    }

    /** Returns these options for another number of outputs. */
    public FamilyOptions classes(int newClasses) {
        return new FamilyOptions(input, newClasses, width, seed, style);
    }

    /** Returns these options with more (above 1) or less channels. */
    public FamilyOptions width(double newWidth) {
        return new FamilyOptions(input, classes, newWidth, seed, style);
    }

    /** Returns these options with other weights. */
    public FamilyOptions seed(long newSeed) {
        return new FamilyOptions(input, classes, width, newSeed, style);
    }

    /** Returns these options with the nodes that another program writes. */
    public FamilyOptions exporter(Exporter exporter) {
        return style(new OnnxStyle(exporter, style.opset(), style.images()));
    }

    /** Returns these options with another version of the operators. */
    public FamilyOptions opset(int opset) {
        return style(new OnnxStyle(style.exporter(), opset, style.images()));
    }

    /** Returns these options for a fixed number of images. */
    public FamilyOptions images(int images) {
        return style(new OnnxStyle(style.exporter(), style.opset(), OptionalInt.of(images)));
    }

    private FamilyOptions style(OnnxStyle newStyle) {
        return new FamilyOptions(input, classes, width, seed, newStyle);
    }

    /** Returns the number of channels of a layer that is published with that many. */
    int channels(int published) {
        return channels(published, 1);
    }

    /** Returns the same, rounded to a multiple, at least one of it. */
    int channels(int published, int multiple) {
        return (int) Math.max(1, Math.round(published * width / multiple)) * multiple;
    }
}
