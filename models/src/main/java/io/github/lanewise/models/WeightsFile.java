package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.safetensors.NamedTensor;
import io.github.lanewise.models.safetensors.SafetensorsException;
import io.github.lanewise.models.safetensors.SafetensorsFile;
import io.github.lanewise.models.safetensors.SafetensorsWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of a network as a safetensors file: the parameters by their names, in PyTorch's order
 * of axes (OIHW for convolutions, OI for dense layers, O for biases, C for batch normalization),
 * and free metadata. A PyTorch {@code state_dict} of the same names loads as it is.
 */
public final class WeightsFile {
    private WeightsFile() {}

    /**
     * Writes all parameters of a network. Equal weights and metadata give equal bytes. An older
     * file is replaced only when the new one is complete.
     *
     * @param metadata free strings, such as the name of the model
     * @throws SafetensorsException if the file cannot be written
     */
    public static void save(Network network, Path file, Map<String, String> metadata) {
        List<NamedTensor> tensors =
                network.parameters().stream()
                        .map(parameter ->
                                new NamedTensor(
                                        parameter.name(), extents(parameter), parameter.value()))
                        .toList();
        SafetensorsWriter.write(file, metadata, tensors);
    }

    /**
     * Reads a file's metadata only.
     *
     * @throws SafetensorsException if the file cannot be read or is not a valid safetensors file
     */
    public static Map<String, String> metadata(Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            return tensors.metadata();
        }
    }

    /**
     * Reads the extents of all tensors of a file by their names, in its order.
     *
     * @throws SafetensorsException if the file cannot be read or is not a valid safetensors file
     */
    public static Map<String, List<Long>> extents(Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            Map<String, List<Long>> extents = new LinkedHashMap<>();
            tensors.names().forEach(name -> extents.put(name, tensors.dimensions(name)));
            return extents;
        }
    }

    /**
     * Builds a model with the weights of a file, for as large images and as many classes as they
     * tell; the caller closes it.
     *
     * @throws SafetensorsException if the file cannot be read or is not a valid safetensors file
     * @throws WeightsException if the weights do not fit the model; see {@link #load}
     */
    public static Network open(Model model, Path file) {
        return open(model, file, Optional.empty());
    }

    /**
     * Builds a model with the weights of a file, for as large images and as many classes as they
     * tell; the caller closes it.
     *
     * @param images the shape of the images, where it is known; it counts only where the weights
     *     are for such images
     * @throws SafetensorsException if the file cannot be read or is not a valid safetensors file
     * @throws WeightsException if the weights do not fit the model; see {@link #load}
     */
    public static Network open(Model model, Path file, Optional<Shape> images) {
        Network network = model.buildFor(extents(file), images);
        boolean loaded = false;
        try {
            load(network, file);
            loaded = true;
            return network;
        } finally {
            if (!loaded) {
                network.close();
            }
        }
    }

    /**
     * Sets all parameters of a network from a file. Names, shapes and types are checked before the
     * first parameter changes.
     *
     * @return the file's metadata
     * @throws SafetensorsException if the file cannot be read or is not a valid safetensors file
     * @throws WeightsException naming all parameters that the file lacks, has in another shape or
     *     of a type other than float, and all tensors that the network does not have
     */
    public static Map<String, String> load(Network network, Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            List<Parameter> parameters = network.parameters();
            WeightsMatch match = WeightsMatch.of(tensors, parameters);
            if (!match.isComplete()) {
                throw new WeightsException(file, match);
            }
            for (Parameter parameter : parameters) {
                try {
                    tensors.copyTo(parameter.name(), parameter.value());
                } finally {
                    parameter.changed();
                }
            }
            return tensors.metadata();
        }
    }

    private static int[] extents(Parameter parameter) {
        return parameter.extents().stream().mapToInt(Integer::intValue).toArray();
    }
}
