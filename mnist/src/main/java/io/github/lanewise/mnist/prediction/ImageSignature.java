package io.github.lanewise.mnist.prediction;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.image.ImageSize;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.file.OnnxDimension;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The images that an ONNX model reads: its one input, N×C×H×W.
 *
 * @param name of the input
 * @param images N; 1 if it is open
 * @param image C×H×W
 */
record ImageSignature(String name, int images, Shape image) {
    private static final int AXES = 4;

    /** More than any image or batch has; a product of three of them can be checked. */
    private static final long MOST = 1 << 20;

    /**
     * Returns what a model reads.
     *
     * @param size H and W where they are open
     * @throws ModelFormatException if that is no image, or not of this size
     */
    static ImageSignature of(Path file, List<OnnxValueInfo> inputs, Optional<ImageSize> size) {
        if (inputs.size() != 1) {
            throw new ModelFormatException(
                    file,
                    "this model has the inputs %s, but a classifier of images has one"
                            .formatted(inputs));
        }
        OnnxValueInfo input = inputs.getFirst();
        List<OnnxDimension> axes = input.dimensions().orElse(List.of());
        if (axes.size() != AXES) {
            throw new ModelFormatException(
                    file,
                    "the input '%s' is no image, which is N×C×H×W: images, channels, height, width"
                            .formatted(input));
        }
        if (axes.get(1).extent().isEmpty()) {
            throw new ModelFormatException(
                    file,
                    "the input '%s' has any number of channels; save the model for 1 or 3"
                            .formatted(input));
        }
        int height = extent(file, input, 2, size.map(ImageSize::height));
        int width = extent(file, input, 3, size.map(ImageSize::width));
        int channels = extent(file, input, 1, Optional.empty());
        int images = extent(file, input, 0, Optional.of((int) axes.getFirst().extent().orElse(1)));
        if (size.isPresent() && !size.get().equals(new ImageSize(height, width))) {
            throw new ModelFormatException(
                    file,
                    "the input '%s' takes no images of %s; change --size or leave it out"
                            .formatted(input, size.get()));
        }
        if ((double) images * channels * height * width > Integer.MAX_VALUE) {
            throw new ModelFormatException(
                    file, "the input '%s' has more than 2^31 - 1 elements".formatted(input));
        }
        return new ImageSignature(input.name(), images, Shape.of(channels, height, width));
    }

    private static int extent(Path file, OnnxValueInfo input, int axis, Optional<Integer> wanted) {
        OnnxDimension declared = input.dimensions().orElseThrow().get(axis);
        if (declared.extent().isEmpty()) {
            return wanted.orElseThrow(() ->
                    new ModelFormatException(
                            file,
                            "the input '%s' is open in height or width; give both with --size HxW"
                                    .formatted(input)));
        }
        long extent = declared.extent().getAsLong();
        if (extent < 1 || extent > MOST) {
            throw new ModelFormatException(
                    file, "the input '%s' has an extent of %d".formatted(input, extent));
        }
        return (int) extent;
    }
}
