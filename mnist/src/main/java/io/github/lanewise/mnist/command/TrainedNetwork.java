package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.VectorModule;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.WeightsFile;
import java.nio.file.Path;
import java.util.List;
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
            WeightsMetadata complete = metadata.withClassNames(file, strings, network);
            loaded = true;
            return new TrainedNetwork(complete, strings, network);
        } finally {
            if (!loaded) {
                network.close();
            }
        }
    }

    /**
     * Waits for images.
     *
     * @throws DataException if a file is faulty
     * @throws CommandException if the images are not for the network, or of other classes
     */
    DataSet await(Loading loading) throws DataException {
        DataSet data = loading.await(network);
        List<String> here = data.classNames().names();
        List<String> learned = metadata.classNames().names();
        if (here.isEmpty() || learned.isEmpty()) {
            return data;
        }
        if (here.size() != learned.size()) {
            throw otherClasses(
                    "The data has %d classes, but the weights know %d"
                            .formatted(here.size(), learned.size()));
        }
        for (int label = 0; label < here.size(); label++) {
            if (!here.get(label).equals(learned.get(label))) {
                throw otherClasses(
                        "Class %d of the data is '%s', but the weights know it as '%s'"
                                .formatted(label, here.get(label), learned.get(label)));
            }
        }
        return data;
    }

    private static CommandException otherClasses(String sentence) {
        return new CommandException(
                ExitStatus.DATA, sentence + "; name other data or other weights.");
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
