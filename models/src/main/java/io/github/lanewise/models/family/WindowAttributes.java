package io.github.lanewise.models.family;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;

/** The attributes of windows over images, as the different programs write them. */
final class WindowAttributes {
    /** First version in which pools know {@code ceil_mode}. */
    private static final int CEIL_MODE = 10;

    private WindowAttributes() {}

    /** Returns the attributes of a convolution but its groups; Caffe's leave out the defaults. */
    static List<OnnxAttribute> ofConv(OnnxStyle style, Window window) {
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (style.by(Exporter.PYTORCH)) {
            attributes.add(OnnxAttribute.integers("dilations", 1, 1));
        }
        if (!style.by(Exporter.CAFFE)) {
            attributes.add(kernelShape(window));
        }
        addStridesAndPadding(style, window, attributes);
        return attributes;
    }

    /** Returns the attributes of a pool over images of the shape. */
    static List<OnnxAttribute> ofPool(OnnxStyle style, Window window, Shape input) {
        List<OnnxAttribute> attributes = new ArrayList<>(List.of(kernelShape(window)));
        if (window.ceil() && !style.since(CEIL_MODE)) {
            Shape output = window.over(input);
            attributes.add(strides(window));
            attributes.add(
                    OnnxAttribute.integers(
                            "pads",
                            window.padding(),
                            window.padding(),
                            window.paddingBelow(input.height(), output.height()),
                            window.paddingRight(input.width(), output.width())));
            return attributes;
        }
        if (style.since(CEIL_MODE) && (window.ceil() || style.by(Exporter.PYTORCH))) {
            attributes.add(OnnxAttribute.integer("ceil_mode", window.ceil() ? 1 : 0));
        }
        addStridesAndPadding(style, window, attributes);
        return attributes;
    }

    private static void addStridesAndPadding(
            OnnxStyle style, Window window, List<OnnxAttribute> attributes) {
        boolean all = style.by(Exporter.PYTORCH);
        if (all || window.stride() > 1) {
            attributes.add(strides(window));
        }
        long padding = window.padding();
        if (style.by(Exporter.TENSORFLOW) && window.same()) {
            attributes.add(OnnxAttribute.text("auto_pad", "SAME_UPPER"));
        } else if (style.by(Exporter.TENSORFLOW) && padding == 0 && !window.ceil()) {
            attributes.add(OnnxAttribute.text("auto_pad", "VALID"));
        } else if (all || padding > 0) {
            attributes.add(OnnxAttribute.integers("pads", padding, padding, padding, padding));
        }
    }

    private static OnnxAttribute kernelShape(Window window) {
        return OnnxAttribute.integers("kernel_shape", window.height(), window.width());
    }

    private static OnnxAttribute strides(Window window) {
        return OnnxAttribute.integers("strides", window.stride(), window.stride());
    }
}
