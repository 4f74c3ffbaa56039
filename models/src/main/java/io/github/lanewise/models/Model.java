package io.github.lanewise.models;

import io.github.lanewise.engine.network.Network;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A network that can be built by its name.
 *
 * @param name the name on the command line and in weights files, such as {@code lenet5}
 * @param description what it is, in one line
 * @param builder builds the network with initial weights from a seed
 * @param fitter builds the network for weights whose extents it is given by their names: for as
 *     large images and as many classes as they tell
 */
public record Model(
        String name,
        String description,
        LongFunction<Network> builder,
        Function<Map<String, List<Long>>, Network> fitter) {
    /** Returns a model of one size. */
    static Model fixed(String name, String description, LongFunction<Network> builder) {
        return new Model(name, description, builder, extents -> builder.apply(0));
    }

    /**
     * Builds the network; the caller closes it.
     *
     * @param seed fixes the initial weights
     */
    public Network build(long seed) {
        return builder.apply(seed);
    }

    /**
     * Builds the network for weights that are still to be loaded; the caller closes it.
     *
     * @param extents of the weights by their names, as {@link WeightsFile#extents} reads them; what
     *     is not there or makes no sense counts as in {@link #build}
     */
    public Network buildFor(Map<String, List<Long>> extents) {
        return fitter.apply(extents);
    }
}
