package io.github.lanewise.models;

import io.github.lanewise.engine.network.Network;
import java.util.function.LongFunction;

/**
 * A network that can be built by its name.
 *
 * @param name the name on the command line and in weights files, such as {@code lenet5}
 * @param description what it is, in one line
 * @param builder builds the network with initial weights from a seed
 */
public record Model(String name, String description, LongFunction<Network> builder) {
    /**
     * Builds the network; the caller closes it.
     *
     * @param seed fixes the initial weights
     */
    public Network build(long seed) {
        return builder.apply(seed);
    }
}
