package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.VectorModule;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.WeightsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A network with the weights of a file.
 *
 * @param metadata what the file says of its model
 * @param strings all that the file says beside the weights
 * @param network the caller closes it, or this
 */
record TrainedNetwork(WeightsMetadata metadata, Map<String, String> strings, Network network)
        implements AutoCloseable {
    /** Name of the option. */
    static final String WEIGHTS = "--weights";

    /**
     * Reads the file of the option {@code --weights}.
     *
     * @param model where the file names none
     * @throws CommandException if there is no model, or the file does not fit it
     */
    static TrainedNetwork open(Path file, Optional<Model> model) {
        Checks.named(WEIGHTS, file);
        VectorModule.require();
        Map<String, String> strings = WeightsFile.metadata(file);
        WeightsMetadata metadata = WeightsMetadata.read(file, strings, model);
        Network network = WeightsFile.open(metadata.model(), file, WeightsMetadata.input(strings));
        boolean loaded = false;
        try {
            WeightsMetadata.requireInput(file, strings, network);
            loaded = true;
            return new TrainedNetwork(metadata, strings, network);
        } finally {
            if (!loaded) {
                network.close();
            }
        }
    }

    /**
     * Makes sure that the weights are numbers with which something can be computed.
     *
     * @throws CommandException if not
     */
    void requireFinite(Path file) {
        for (Parameter parameter : network.parameters()) {
            for (float value : parameter.toArray()) {
                if (!Float.isFinite(value)) {
                    throw new CommandException(
                            ExitStatus.WEIGHTS,
                            "%s has values in '%s' that are no numbers; name other weights."
                                    .formatted(file, parameter.name()));
                }
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
