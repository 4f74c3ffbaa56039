package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.operation.resize.Resize;
import io.github.lanewise.engine.operation.resize.ResizeAttributes;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.CoordinateTransformation;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.Mode;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.NearestRounding;
import java.util.List;

/** Resize, and Upsample, which it replaced. */
final class Resizes {
    /** Since this version the file says how pixels are found. */
    private static final int COORDINATES = 11;

    private Resizes() {}

    static void register(SupportedOperators operators) {
        operators.translate("Upsample", node -> resize(node, ResizeScales.ofUpsample(node)));
        operators.translate("Resize", node -> resize(node, ResizeScales.of(node)));
    }

    private static void resize(NodeImport node, ResizeScales scales) {
        List<Integer> input = node.dimensions(0);
        if (input.size() != 3 && input.size() != 4) {
            throw node.fault(
                    "its input has dimensions "
                            + input
                            + ", but only N×C×W and N×C×H×W are supported");
        }
        if (!scales.output().subList(0, 2).equals(input.subList(0, 2))) {
            throw node.fault(
                    "it makes "
                            + scales.output()
                            + " of "
                            + input
                            + ", but only rows and columns can be resized");
        }
        if (scales.output().equals(input) && scales.areOne()) {
            node.alias(0);
            return;
        }
        int rank = input.size();
        double scaleHeight = rank == 4 ? scales.scales().get(2) : 1;
        double scaleWidth = scales.scales().get(rank - 1);
        node.compute(
                new Resize(
                        node.extents(scales.output()), attributes(node, scaleHeight, scaleWidth)),
                node.value(0));
    }

    private static ResizeAttributes attributes(
            NodeImport node, double scaleHeight, double scaleWidth) {
        Mode mode = mode(node);
        boolean old = node.operator().equals("Upsample") || node.operatorSet() < COORDINATES;
        if (old) {
            return new ResizeAttributes(
                    mode,
                    CoordinateTransformation.ASYMMETRIC,
                    oldRounding(node, mode, scaleHeight, scaleWidth),
                    scaleHeight,
                    scaleWidth);
        }
        boolean smaller = scaleHeight < 1 || scaleWidth < 1;
        if (node.attributes().flag("antialias", false) && mode == Mode.LINEAR && smaller) {
            throw node.fault("antialias is not supported");
        }
        return new ResizeAttributes(
                mode, coordinates(node), rounding(node), scaleHeight, scaleWidth);
    }

    private static Mode mode(NodeImport node) {
        String mode = node.attributes().text("mode", "nearest");
        return switch (mode) {
            case "nearest" -> Mode.NEAREST;
            case "linear", "bilinear" -> Mode.LINEAR;
            default -> throw node.fault("mode " + mode + " is not supported");
        };
    }

    /** As ONNX Runtime does what version 10 leaves open: up where an axis shrinks, else down. */
    private static NearestRounding oldRounding(
            NodeImport node, Mode mode, double scaleHeight, double scaleWidth) {
        boolean shrinks = scaleHeight < 1 || scaleWidth < 1;
        boolean grows = scaleHeight > 1 || scaleWidth > 1;
        if (mode == Mode.NEAREST && shrinks && grows) {
            throw node.fault("it shrinks one axis and stretches the other: this is not supported");
        }
        return shrinks ? NearestRounding.CEIL : NearestRounding.FLOOR;
    }

    private static CoordinateTransformation coordinates(NodeImport node) {
        String name = node.attributes().text("coordinate_transformation_mode", "half_pixel");
        return switch (name) {
            case "half_pixel" -> CoordinateTransformation.HALF_PIXEL;
            case "pytorch_half_pixel" -> CoordinateTransformation.PYTORCH_HALF_PIXEL;
            case "align_corners" -> CoordinateTransformation.ALIGN_CORNERS;
            case "asymmetric" -> CoordinateTransformation.ASYMMETRIC;
            case "half_pixel_symmetric" -> CoordinateTransformation.HALF_PIXEL_SYMMETRIC;
            default ->
                    throw node.fault(
                            "coordinate_transformation_mode " + name + " is not supported");
        };
    }

    private static NearestRounding rounding(NodeImport node) {
        String name = node.attributes().text("nearest_mode", "round_prefer_floor");
        return switch (name) {
            case "round_prefer_floor" -> NearestRounding.ROUND_PREFER_FLOOR;
            case "round_prefer_ceil" -> NearestRounding.ROUND_PREFER_CEIL;
            case "floor" -> NearestRounding.FLOOR;
            case "ceil" -> NearestRounding.CEIL;
            default -> throw node.fault("nearest_mode " + name + " is not supported");
        };
    }
}
