package io.github.lanewise.bench.onnx;

import static java.util.Objects.requireNonNull;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.engine.rewrite.Rewrite;
import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.OnnxOptions;
import io.github.lanewise.models.onnx.OnnxValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model as the file has it: image by image, node by node without a rewrite but that of constants,
 * on one thread of Lanewise. Whoever is measured has to compute the same, above all others, to whom
 * it owes nothing.
 */
final class PlainGraph implements AutoCloseable {
    /** Roundings add up over the layers: as in a sum of more terms than any layer has, 25,088. */
    private static final long TERMS = 100_000;

    private final OnnxModel model;

    PlainGraph(Path file) {
        model = Onnx.load(file, new OnnxOptions(1, Set.of(Rewrite.FOLD_CONSTANTS)));
    }

    /** Returns the outputs of one image in the order of the file. */
    Map<String, OnnxValue> run(CallerMemory input, int image) {
        int[] one = input.extents().with(0, 1).toArray();
        return model.run(Map.of(input.name(), OnnxValue.of(input.image(image), one)));
    }

    /**
     * Compares the first and the last image.
     *
     * @throws IllegalStateException if one differs by more than rounding explains
     */
    void check(CallerMemory input, List<CallerMemory> outputs) {
        int last = input.extents().get(0) - 1;
        for (int image : last == 0 ? List.of(0) : List.of(0, last)) {
            Map<String, OnnxValue> expected = run(input, image);
            for (CallerMemory output : outputs) {
                Agreement.require(
                        "output %s of image %d".formatted(output.name(), image + 1),
                        output.image(image),
                        doubles(requireNonNull(expected.get(output.name()))),
                        TERMS);
            }
        }
    }

    private static double[] doubles(OnnxValue value) {
        float[] floats = value.toArray();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    @Override
    public void close() {
        model.close();
    }
}
