package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;

/** For benchmarks: what an {@link Inference} would have in its lanes. */
public final class LaneRule {
    private LaneRule() {}

    /** Returns what the lanes carry in a network of one layer for a number of images. */
    public static LaneAxis lanes(Layer layer, Shape input, int images) {
        LaneChoice choice =
                new LaneChoice(
                        layer.cost(input, LaneAxis.IMAGES), layer.cost(input, LaneAxis.CHANNELS));
        return choice.grouped(images) == 0 ? LaneAxis.CHANNELS : LaneAxis.IMAGES;
    }
}
