package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.conv.ChannelRange;
import io.github.lanewise.engine.layer.conv.ImageConvolution;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;

/**
 * A convolution of some channels. Ranges begin at a multiple of L.
 *
 * @param convolution over those channels
 * @param inputs channels that it takes as its input
 * @param outputs channels that it computes
 */
record ConvPart(ImageConvolution convolution, ChannelRange inputs, ChannelRange outputs) {
    /** Returns some channels of an image. */
    static Tensor channels(Tensor image, ChannelRange range) {
        Layout all = image.layout();
        Shape shape = image.shape();
        Layout some =
                Layout.ofImage(Shape.of(range.count(), shape.height(), shape.width()), all.halo());
        long first = range.first() / Lanes.COUNT * all.planeStride();
        return Tensor.over(image.segment().asSlice(first, some.byteSize()), some);
    }
}
