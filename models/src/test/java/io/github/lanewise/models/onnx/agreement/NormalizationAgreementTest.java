package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.real;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NormalizationAgreementTest {
    @Property(tries = 80, maxDiscardRatio = 1)
    void batch(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int channels = draw.channels();
        List<OnnxAttribute> attributes = new ArrayList<>();
        draw.maybe(attributes, real("epsilon", draw.real(1e-5, 0.1)));
        draw.maybe(attributes, real("momentum", 0.7f));
        new Trial(draw, draw.number(7, 9, 14, 15, 22, 23))
                .input("x", draw.features(channels, draw.numbers(draw.between(0, 2), 1, 6)))
                .constant("scale", channels)
                .constant("bias", channels)
                .constant("mean", channels)
                .constant("variance", draw.reals(0.1, 3, channels), channels)
                .node("BatchNormalization", "x scale bias mean variance", "y", attributes)
                .output("y")
                .agrees();
    }

    /** Of few pixels, so that a variance may be small. */
    @Property(tries = 80, maxDiscardRatio = 1)
    void instance(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int channels = draw.channels();
        List<OnnxAttribute> attributes = new ArrayList<>();
        draw.maybe(attributes, real("epsilon", draw.real(1e-3, 0.1)));
        new Trial(draw, draw.number(7, 13, 22, 23))
                .within(1e-4)
                .input("x", draw.features(channels, draw.numbers(draw.between(1, 2), 1, 7)))
                .constant("scale", channels)
                .constant("bias", channels)
                .node("InstanceNormalization", "x scale bias", "y", attributes)
                .output("y")
                .agrees();
    }

    @Property(tries = 80, maxDiscardRatio = 1)
    void localResponse(@ForAll long seed) {
        Draw draw = new Draw(seed);
        List<OnnxAttribute> attributes = new ArrayList<>();
        attributes.add(integer("size", draw.number(1, 3, 5, 7, 9)));
        draw.maybe(attributes, real("alpha", draw.real(1e-4, 2)));
        draw.maybe(attributes, real("beta", draw.number(1, 2, 3) * 0.25f));
        draw.maybe(attributes, real("bias", draw.real(0.5, 2)));
        new Trial(draw, draw.number(7, 13, 22, 23))
                .input("x", draw.features(draw.channels(), draw.numbers(2, 1, 6)))
                .node("LRN", "x", "y", attributes)
                .output("y")
                .agrees();
    }
}
