package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.real;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.tensor;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.text;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModel;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import io.github.lanewise.models.onnx.write.OnnxNode;
import io.github.lanewise.models.onnx.write.OnnxTensor;
import io.github.lanewise.models.onnx.write.OnnxType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The small models that {@link OnnxFuzzTest} starts from; together they have most operators. */
final class OnnxSeeds {
    private static final String FOLDER =
            "models/src/test/resources/io/github/lanewise/models/onnx/OnnxFuzzTestInputs";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private OnnxSeeds() {
        convolutions();
        poolings();
        elements();
        views();
        shapes();
        reductions();
        resizes();
        faults();
    }

    /** Writes the files; the working folder is that of the whole project. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(FOLDER, "loadsOrExplains"));
        for (Map.Entry<String, byte[]> file : new OnnxSeeds().files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private void add(String name, OnnxModelBuilder model) {
        files.put(name + ".onnx", model.outputOfAnyShape("y", OnnxType.FLOAT).build().toBytes());
    }

    private static OnnxModelBuilder image() {
        return OnnxModel.named("g").input("x", 1, 2, 4, 5);
    }

    private static OnnxModelBuilder anyBatch() {
        OnnxDimension[] extents = {
            OnnxDimension.of("n"), OnnxDimension.of(2), OnnxDimension.of(4), OnnxDimension.of(5)
        };
        return OnnxModel.named("g").input("x", extents);
    }

    private static OnnxModelBuilder node(
            OnnxModelBuilder model, String call, OnnxAttribute... attributes) {
        List<String> words = Arrays.asList(call.split(" ", -1));
        List<String> inputs = new ArrayList<>(words.subList(2, words.size()));
        inputs.replaceAll(name -> name.equals("-") ? "" : name);
        List<String> outputs = List.of(words.getFirst().split(",", -1));
        return model.node(OnnxNode.of(words.get(1), inputs, outputs, attributes));
    }

    private static float[] ramp(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (i % 5 - 2) / 4f;
        }
        return values;
    }

    private void convolutions() {
        OnnxModelBuilder residual =
                anyBatch()
                        .initializer("w", ramp(2 * 2 * 9), 2, 2, 3, 3)
                        .initializer("b", ramp(2), 2)
                        .initializer("v", new float[] {1, 2}, 2);
        node(residual, "c Conv x w b", integers("pads", 1, 1, 1, 1));
        node(residual, "n BatchNormalization c v b b v", real("epsilon", 0.01f));
        node(residual, "s Add n x");
        node(residual, "y Relu s");
        add("residual", residual);

        OnnxModelBuilder strided = image().initializer("w", ramp(4 * 3 * 2), 4, 1, 3, 2);
        node(
                strided,
                "c Conv x w",
                integer("group", 2),
                integers("strides", 2, 1),
                integers("dilations", 1, 2),
                text("auto_pad", "SAME_UPPER"));
        strided.initializer("t", ramp(4 * 9), 4, 1, 3, 3);
        node(
                strided,
                "y ConvTranspose c t",
                integers("strides", 2, 2),
                integers("pads", 1, 0, 0, 1),
                integers("output_padding", 1, 0));
        add("transposed", strided);

        OnnxModelBuilder classifier =
                anyBatch()
                        .initializer("w", ramp(40 * 3), 40, 3)
                        .initializer("b", ramp(3), 3)
                        .initializer("m", ramp(9), 3, 3);
        node(classifier, "f Flatten x", integer("axis", 1));
        node(classifier, "g Gemm f w b", real("alpha", 0.5f));
        node(classifier, "h MatMul g m");
        node(classifier, "y Softmax h", integer("axis", -1));
        add("classifier", classifier);
    }

    private void poolings() {
        OnnxModelBuilder model = image();
        node(
                model,
                "m MaxPool x",
                integers("kernel_shape", 2, 2),
                integers("strides", 2, 2),
                integers("dilations", 1, 2),
                integer("ceil_mode", 1));
        node(
                model,
                "a AveragePool m",
                integers("kernel_shape", 2, 1),
                integers("pads", 1, 0, 1, 0),
                integer("count_include_pad", 1));
        node(model, "l LRN a", integer("size", 3));
        node(model, "p GlobalAveragePool l");
        node(model, "q GlobalMaxPool l");
        node(model, "y Concat p q", integer("axis", 1));
        add("poolings", model);
    }

    private void elements() {
        OnnxModelBuilder functions = image().initializer("s", ramp(2), 2, 1, 1);
        node(functions, "a LeakyRelu x", real("alpha", 0.1f));
        node(functions, "b PRelu a s");
        node(functions, "c Elu b");
        node(functions, "d Sigmoid c");
        node(functions, "e HardSwish d");
        node(functions, "f Tanh e");
        node(functions, "g Softplus f");
        node(functions, "h Exp g");
        node(functions, "i Sqrt h");
        functions.initializer("low", new float[] {0}).initializer("high", new float[] {6});
        node(functions, "j Clip i low high");
        functions.initializer("v", new float[] {1, 2}, 2);
        node(functions, "y InstanceNormalization j v v");
        add("functions", functions);

        OnnxModelBuilder sums = anyBatch().initializer("k", ramp(5), 1, 5);
        node(sums, "a Sub x k");
        node(sums, "b Div x a");
        node(sums, "c Max a b x");
        node(sums, "d Sum c x");
        sums.initializer("two", new float[] {2});
        node(sums, "e Pow d two");
        node(sums, "y Mul e d");
        add("arithmetic", sums);
    }

    private void views() {
        OnnxModelBuilder model =
                anyBatch()
                        .initializer("starts", new long[] {-3, 0}, 2)
                        .initializer("ends", new long[] {Long.MAX_VALUE, -1}, 2)
                        .initializer("axes", new long[] {3, 2}, 2)
                        .initializer("pads", new long[] {0, 0, 1, 1, 0, 0, 0, 1}, 8)
                        .initializer("one", new long[] {1}, 1);
        node(model, "s Slice x starts ends axes");
        node(model, "p Pad s pads", text("mode", "reflect"));
        node(model, "a,b Split p", integer("axis", 1));
        node(model, "c Concat b a", integer("axis", 1));
        node(model, "t Transpose c", integers("perm", 0, 2, 3, 1));
        node(model, "u Unsqueeze t one");
        node(model, "v Squeeze u one");
        node(model, "w Dropout v");
        node(model, "y Identity w");
        add("views", model);
    }

    private void shapes() {
        OnnxModelBuilder model =
                OnnxModel.named("g")
                        .input("x", OnnxDimension.of("n"), OnnxDimension.of(4))
                        .initializer("zero", new long[] {0}, 1)
                        .initializer("rest", new long[] {-1}, 1);
        node(model, "s Shape x");
        node(model, "n Gather s zero", integer("axis", 0));
        node(model, "t Concat n rest", integer("axis", 0));
        node(model, "r Reshape x t");
        node(model, "k ConstantOfShape s", tensor("value", OnnxTensor.of(new float[] {2}, 1)));
        node(model, "i Constant", integer("value_int", 3));
        node(model, "f Cast i", integer("to", 1));
        node(model, "q Mul k f");
        node(model, "y Add r q");
        add("shape-arithmetic", model);
    }

    private void reductions() {
        OnnxModelBuilder model = image().opset(13).initializer("axes", new long[] {1}, 1);
        node(model, "m ReduceMean x", integers("axes", 2, 3), integer("keepdims", 1));
        node(model, "s ReduceSum m axes", integer("keepdims", 0));
        node(model, "y LogSoftmax s", integer("axis", 1));
        add("reductions", model);

        OnnxModelBuilder scalar = anyBatch().opset(13);
        node(scalar, "y ReduceMean x", integers("axes", 0, 1, 2, 3), integer("keepdims", 0));
        add("scalar", scalar);
    }

    private void resizes() {
        OnnxModelBuilder model =
                image().initializer("scales", new float[] {1, 1, 2, 0.5f}, 4)
                        .initializer("sizes", new long[] {1, 2, 3, 7}, 4);
        node(model, "r Resize x - scales", text("mode", "nearest"));
        node(
                model,
                "y Resize r - - sizes",
                text("mode", "linear"),
                text("coordinate_transformation_mode", "align_corners"));
        add("resizes", model);

        OnnxModelBuilder old = image().opset(9).initializer("scales", new float[] {1, 1, 2, 2}, 4);
        node(old, "y Upsample x scales", text("mode", "linear"));
        add("upsample", old);
    }

    private void faults() {
        byte[] whole = Objects.requireNonNull(files.get("classifier.onnx"));
        files.put("truncated.onnx", Arrays.copyOf(whole, whole.length / 2));
        OnnxModelBuilder cyclic = image();
        node(cyclic, "a Add x y");
        node(cyclic, "y Add a x");
        add("cyclic", cyclic);
        add("unknown-operator", node(image(), "y Teleport x"));
        add("other-rank", node(image(), "y MatMul x x"));
        OnnxModelBuilder huge = image().initializer("s", new long[] {1 << 30, 1 << 30}, 2);
        node(huge, "c ConstantOfShape s");
        add("huge-constant", node(huge, "y Add c x"));
        add("huge-input", node(OnnxModel.named("g").input("x", 1, 1 << 15, 3 << 14), "y Relu x"));
        add(
                "huge-padding",
                node(
                        image().initializer("w", ramp(2), 1, 2, 1, 1),
                        "y Conv x w",
                        integers("pads", 1 << 20, 1 << 9, 1 << 9, 1 << 20)));
    }
}
