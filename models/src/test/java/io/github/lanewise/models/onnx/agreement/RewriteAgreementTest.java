package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.real;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.rewrite.Rewrite;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxTensor;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Small models that rewrites make smaller: with all rewrites the nodes are fused, without one they
 * stay, and both agree with ONNX Runtime.
 */
class RewriteAgreementTest {
    private static final double FLOOR = 2e-4;
    private static final Rewrite[] ALL = Rewrite.values();

    @Property(tries = 30)
    void batchNormalizationAndRelu(@ForAll long seed) {
        Model model = new Model(seed);
        boolean relu = model.draw.flag();
        model.convolution("x", "conv").batchNormalization("conv", relu ? "norm" : "y");
        if (relu) {
            model.trial.node("Relu", "norm", "y");
        }
        model.becomes("Conv");
        List<String> all = new ArrayList<>(List.of("Conv", "BatchNormalization"));
        List<String> unfused = new ArrayList<>(List.of("Conv"));
        if (relu) {
            all.add("Relu");
            unfused.add("Relu");
        }
        model.without(all, ALL);
        model.without(all, Rewrite.FOLD_SCALES);
        model.without(unfused, Rewrite.FUSE_ACTIVATIONS);
    }

    /** y = scale · conv + shift, as unfused normalizations are exported. */
    @Property(tries = 30)
    void scaleAndShiftPerChannel(@ForAll long seed) {
        Model model = new Model(seed);
        boolean constantFirst = model.draw.flag();
        model.convolution("x", "conv");
        long channels = model.filters;
        model.trial
                .constant("scale", channels, 1, 1)
                .constant("shift", 1, channels, 1, 1)
                .node("Mul", constantFirst ? "scale conv" : "conv scale", "scaled")
                .node("Add", "scaled shift", "y");
        model.becomes("Conv");
        model.without(List.of("Conv", "Mul", "Add"), ALL);
        model.without(List.of("Conv", "Mul", "Add"), Rewrite.FOLD_SCALES);
    }

    @Property(tries = 30)
    void transposedConvolution(@ForAll long seed) {
        Model model = new Model(seed);
        int groups = model.draw.between(1, 3);
        int each = model.draw.number(1, 3, 16);
        model.filters = groups * each;
        model.trial
                .input("x", model.draw.features(groups * 2, model.draw.numbers(2, 2, 5)))
                .constant("w", groups * 2L, each, 2, 3)
                .constant("b", model.filters)
                .node(
                        "ConvTranspose",
                        model.draw.flag() ? "x w b" : "x w",
                        "up",
                        integer("group", groups),
                        integers("strides", 2, model.draw.between(1, 2)));
        model.batchNormalization("up", "y");
        model.becomes("ConvTranspose");
        model.without(List.of("ConvTranspose", "BatchNormalization"), ALL);
        model.without(List.of("ConvTranspose", "BatchNormalization"), Rewrite.FOLD_SCALES);
    }

    /** relu(conv2(conv1) + conv1), either operand first. */
    @Property(tries = 30)
    void residual(@ForAll long seed) {
        Model model = new Model(seed);
        boolean relu = model.draw.flag();
        model.convolution("x", "first");
        model.trial
                .constant("w2", model.filters, model.filters, 3, 3)
                .node("Conv", "first w2", "second", integers("pads", 1, 1, 1, 1))
                .node(
                        "Add",
                        model.draw.flag() ? "first second" : "second first",
                        relu ? "sum" : "y");
        if (relu) {
            model.trial.node("Relu", "sum", "y");
        }
        model.becomes("Conv", "Conv");
        List<String> all = new ArrayList<>(List.of("Conv", "Conv", "Add"));
        if (relu) {
            all.add("Relu");
        }
        model.without(all, ALL);
        model.without(all, Rewrite.FUSE_RESIDUALS);
    }

    /** A sum of other extents than the convolution's is no residual. */
    @Property(tries = 15)
    void broadcastSum(@ForAll long seed) {
        Model model = new Model(seed);
        model.convolution("x", "conv");
        model.trial.node("GlobalAveragePool", "conv", "mean").node("Add", "conv mean", "y");
        model.becomes("Conv", "GlobalAveragePool", "Add");
    }

    @Property(tries = 30)
    void pads(@ForAll long seed) {
        Model model = new Model(seed);
        long[] pads = {0, 0, model.draw.between(0, 2), 1, 0, 0, 0, model.draw.between(0, 2)};
        model.trial.input("image", model.draw.features(3, model.draw.numbers(2, 4, 8)));
        model.trial.list("pads", pads).node("Pad", "image pads", "x");
        model.filtersOf("x", 3, "y");
        model.becomes("Conv");
        model.without(List.of("Pad", "Conv"), ALL);
        model.without(List.of("Pad", "Conv"), Rewrite.MERGE_PADS);
    }

    /** Numbers other than 0 around an image are no padding. */
    @Property(tries = 15)
    void otherPads(@ForAll long seed) {
        Model model = new Model(seed);
        model.trial.input("image", model.draw.features(3, model.draw.numbers(2, 4, 8)));
        model.trial
                .list("pads", 0, 0, 1, 1, 0, 0, 1, 1)
                .constant("one", new float[] {1})
                .node("Pad", "image pads one", "x");
        model.filtersOf("x", 3, "y");
        model.becomes("Pad", "Conv");
    }

    @Property(tries = 30)
    void channelShuffle(@ForAll long seed) {
        Model model = new Model(seed);
        long groups = model.draw.between(2, 4);
        long each = model.draw.number(2, 3, 5, 8);
        long[] x = model.draw.features((int) (groups * each), model.draw.numbers(2, 2, 5));
        model.trial
                .exactly()
                .input("x", x)
                .list("apart", 0, groups, each, x[2], x[3])
                .list("together", 0, -1, x[2], x[3])
                .node("Reshape", "x apart", "split")
                .node("Transpose", "split", "exchanged", integers("perm", 0, 2, 1, 3, 4))
                .node("Reshape", "exchanged together", "y");
        model.becomes("ChannelShuffle");
        model.without(List.of("Reshape", "Transpose", "Reshape"), ALL);
        model.without(List.of("Reshape", "Transpose", "Reshape"), Rewrite.SHUFFLE_CHANNELS);
    }

    @Property(tries = 40)
    void activations(@ForAll long seed) {
        Model model = new Model(seed);
        String kind = model.draw.text("Clip", "LeakyRelu", "HardSwish", "Sigmoid");
        boolean product = model.draw.onceIn(3);
        if (product) {
            model.trial.input("x", model.draw.images(), 7).constant("w", 7, 5);
            model.trial.node("Gemm", "x w", "sum");
        } else {
            model.convolution("x", "sum");
        }
        model.trial.constant("zero", new float[] {0}).constant("six", new float[] {6});
        model.trial.node(kind, kind.equals("Clip") ? "sum zero six" : "sum", "y");
        String before = product ? "Gemm" : "Conv";
        model.becomes(before);
        model.without(List.of(before, kind), ALL);
        model.without(List.of(before, kind), Rewrite.FUSE_ACTIVATIONS);
    }

    /** Nothing is fused away that is an output, or that another node reads. */
    @Property(tries = 30)
    void sharedValues(@ForAll long seed) {
        Model model = new Model(seed);
        model.convolution("x", "conv").batchNormalization("conv", "norm");
        model.trial.node("Relu", "norm", "y");
        if (model.draw.flag()) {
            model.trial.output(model.draw.text("conv", "norm"));
        } else {
            model.trial.node("Sigmoid", model.draw.text("conv", "norm"), "z").output("z");
        }
        model.agrees();
    }

    /** Nodes of constants only. */
    @Property(tries = 20)
    void constants(@ForAll long seed) {
        Model model = new Model(seed);
        model.trial
                .closed()
                .input("x", 2, 5)
                .constant("a", 5)
                .constant("b", OnnxTensor.of(model.draw.reals(5), 5), 5)
                .node("Sigmoid", "a", "s")
                .node("Mul", "s b", "c")
                .node("Add", "x c", "y");
        model.becomes("Add");
        model.without(List.of("Sigmoid", "Mul", "Add"), Rewrite.FOLD_CONSTANTS);
    }

    /** A trial with output y whose nodes are counted. */
    private static final class Model {
        final Draw draw;
        final Trial trial;
        int filters;

        Model(long seed) {
            draw = new Draw(seed);
            trial =
                    new Trial(draw, draw.number(14, 15, 17))
                            .withFixedPixels()
                            .within(FLOOR)
                            .output("y");
            filters = draw.channels();
        }

        /** Adds an input and a convolution of it. */
        Model convolution(String x, String y) {
            int channels = draw.number(1, 3, 8, 17);
            trial.input(x, draw.features(channels, draw.numbers(2, 3, 8)));
            filtersOf(x, channels, y);
            return this;
        }

        void filtersOf(String x, int channels, String y) {
            boolean depthwise = draw.onceIn(3);
            filters = depthwise ? channels * draw.between(1, 2) : filters;
            trial.constant("filters", filters, depthwise ? 1 : channels, 3, 2);
            boolean bias = draw.flag();
            if (bias) {
                trial.constant("bias", filters);
            }
            List<OnnxAttribute> attributes = new ArrayList<>();
            attributes.add(integer("group", depthwise ? channels : 1));
            draw.maybe(attributes, integers("pads", draw.numbers(4, 0, 1)));
            trial.node("Conv", x + " filters" + (bias ? " bias" : ""), y, attributes);
        }

        void batchNormalization(String x, String y) {
            trial.constant("scale", filters)
                    .constant("offset", filters)
                    .constant("mean", filters)
                    .constant("variance", draw.reals(0.5, 2, filters), filters)
                    .node(
                            "BatchNormalization",
                            x + " scale offset mean variance",
                            y,
                            real("epsilon", 1e-3f));
        }

        void agrees() {
            trial.agrees();
        }

        void becomes(String... kinds) {
            agrees();
            assertThat(trial.agreesWithout()).containsExactly(kinds);
        }

        void without(List<String> kinds, Rewrite... rewrites) {
            assertThat(trial.agreesWithout(rewrites)).containsExactlyElementsOf(kinds);
        }
    }
}
