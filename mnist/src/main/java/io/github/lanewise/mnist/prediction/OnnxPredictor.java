package io.github.lanewise.mnist.prediction;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.image.ImageSize;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.OnnxOptions;
import io.github.lanewise.models.onnx.OnnxValue;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A classifier of images from an ONNX file. */
public final class OnnxPredictor implements Predictor {
    private final Path file;
    private final OnnxModel model;
    private final ImageSignature signature;
    private final String output;
    private final int classes;

    private OnnxPredictor(
            Path file, OnnxModel model, Optional<ImageSize> size, Optional<String> name) {
        this.file = file;
        this.model = model;
        signature = ImageSignature.of(file, model.inputs(), size);
        output = output(name);
        // A first image tells the extents, which files may leave open.
        classes = classes(run(new float[signature.image().elements()]).extents());
    }

    /**
     * Loads a model and runs it once, so that one that cannot classify images is refused here.
     *
     * @param size of its images, where the file leaves it open
     * @param output with the scores; the first if it is not named
     * @param threads that share the work on an image
     * @throws ModelFormatException if the file cannot be used, or is no classifier of such images
     */
    public static OnnxPredictor open(
            Path file, Optional<ImageSize> size, Optional<String> output, int threads) {
        OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(threads));
        boolean done = false;
        try {
            OnnxPredictor predictor = new OnnxPredictor(file, model, size, output);
            done = true;
            return predictor;
        } finally {
            if (!done) {
                model.close();
            }
        }
    }

    private String output(Optional<String> wanted) {
        List<String> names = model.outputs().stream().map(OnnxValueInfo::name).toList();
        String name = wanted.orElse(names.getFirst());
        if (!names.contains(name)) {
            throw new ModelFormatException(
                    file,
                    "there is no output '%s'; name one of %s"
                            .formatted(name, String.join(", ", names)));
        }
        return name;
    }

    /** N×classes, or that as a feature map of one pixel. */
    private int classes(Extents extents) {
        boolean scores =
                extents.rank() >= 2
                        && extents.get(0) == signature.images()
                        && extents.get(1) > 1
                        && extents.product(2, extents.rank()) == 1;
        if (!scores) {
            throw new ModelFormatException(
                    file,
                    "the output '%s' has %s values, but the scores of classes are N×classes"
                            .formatted(output, extents));
        }
        return extents.get(1);
    }

    @Override
    public Shape input() {
        return signature.image();
    }

    @Override
    public int classes() {
        return classes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ModelFormatException if its metadata makes no sense
     */
    @Override
    public Optional<Normalization> normalization() {
        try {
            return Normalization.read(model.metadata());
        } catch (IllegalArgumentException unfit) {
            throw new ModelFormatException(
                    file, "this model " + unfit.getMessage() + "; give --mean and --std", unfit);
        }
    }

    @Override
    public ClassNames classNames() {
        try {
            return ClassNames.read(model.metadata(), classes);
        } catch (IllegalArgumentException unfit) {
            throw new ModelFormatException(
                    file, "this model " + unfit.getMessage() + "; give --labels", unfit);
        }
    }

    @Override
    public float[] scores(float[] nchw) {
        return Arrays.copyOf(run(nchw).toArray(), classes);
    }

    /** Runs one image; where the model wants more of them at once, the others are black. */
    private OnnxValue run(float[] nchw) {
        Shape image = signature.image();
        int images = signature.images();
        float[] all = images == 1 ? nchw : Arrays.copyOf(nchw, images * image.elements());
        OnnxValue value =
                OnnxValue.of(all, images, image.channels(), image.height(), image.width());
        try {
            return Optional.ofNullable(model.run(Map.of(signature.name(), value)).get(output))
                    .orElseThrow();
        } catch (ShapeException unfit) {
            String fault = String.valueOf(unfit.getMessage());
            throw new ModelFormatException(
                    file,
                    fault.endsWith(".") ? fault.substring(0, fault.length() - 1) : fault,
                    unfit);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
