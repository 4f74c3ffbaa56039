package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.LaneAxis;
import java.util.function.ToDoubleFunction;

/**
 * Which images of a call are taken through a network in lane groups, and which one by one with
 * channels in lanes. It depends on the network and on the number of images only, so that the number
 * of threads changes no bit of a result.
 *
 * @param group expected cost of a lane group, however many images it has
 * @param single expected cost of one image by itself
 */
record LaneChoice(double group, double single) {
    /** Threads take whole lane groups: with fewer than this, some have nothing to do. */
    private static final int FEW_GROUPS = 4;

    /** How much longer a few images may take one by one, since all threads share each of them. */
    private static final double SHARED = 1.5;

    /** Less than the 2 GiB of a layout, which also has a border. */
    private static final double MOST_BYTES = 1.9e9;

    static LaneChoice of(Network network) {
        return new LaneChoice(
                sum(network, LaneChoice::group),
                sum(network, layer -> layer.layer().cost(layer.input(), LaneAxis.CHANNELS)));
    }

    /** Returns the cost of a lane group, which is infinite if its output is too large to stand. */
    private static double group(NamedLayer layer) {
        double bytes = (double) layer.output().elements() * Lanes.BYTES;
        return bytes > MOST_BYTES
                ? Double.POSITIVE_INFINITY
                : layer.layer().cost(layer.input(), LaneAxis.IMAGES);
    }

    private static double sum(Network network, ToDoubleFunction<NamedLayer> cost) {
        return network.layers().stream().mapToDouble(cost).sum();
    }

    /** Returns how many of so many images go in lane groups: the first ones. */
    int grouped(int images) {
        if (group == Double.POSITIVE_INFINITY) {
            return 0;
        }
        int groups = Math.ceilDiv(images, Lanes.COUNT);
        if (groups < FEW_GROUPS) {
            return single > 0 && images * single <= groups * group * SHARED ? 0 : images;
        }
        int rest = images % Lanes.COUNT;
        return rest * single < group ? images - rest : images;
    }
}
