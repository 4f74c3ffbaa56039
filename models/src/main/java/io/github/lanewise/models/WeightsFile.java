package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.safetensors.NamedTensor;
import io.github.lanewise.models.safetensors.SafetensorsException;
import io.github.lanewise.models.safetensors.SafetensorsFile;
import io.github.lanewise.models.safetensors.SafetensorsWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The weights of a network as a safetensors file: the parameters by their names, in PyTorch's order
 * of axes (OIHW for convolutions, OI for dense layers, O for biases, C for batch normalization),
 * and free metadata.
 */
public final class WeightsFile {
    private static final int MOST_LISTED = 6;
    private static final String STEP_COUNT = ".num_batches_tracked";

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
     * Sets all parameters of a network from a file. Names and shapes are checked before the first
     * parameter changes.
     *
     * @return the file's metadata
     * @throws SafetensorsException if the file cannot be read, is not a valid safetensors file,
     *     lacks a parameter of the network or has it in another shape
     * @throws WeightsException if the file holds tensors that the network does not have
     */
    public static Map<String, String> load(Network network, Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            List<Parameter> parameters = network.parameters();
            for (Parameter parameter : parameters) {
                tensors.requireShape(parameter.name(), extents(parameter));
            }
            requireNothingElse(file, tensors, parameters);
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

    private static void requireNothingElse(
            Path file, SafetensorsFile tensors, List<Parameter> parameters) {
        Set<String> known = parameters.stream().map(Parameter::name).collect(Collectors.toSet());
        List<String> others =
                tensors.names().stream()
                        .filter(name -> !known.contains(name) && !isStepCount(name, known))
                        .toList();
        if (others.isEmpty()) {
            return;
        }
        String listed =
                others.stream()
                        .limit(MOST_LISTED)
                        .map(WeightsFile::quote)
                        .collect(Collectors.joining(", "));
        int more = others.size() - MOST_LISTED;
        throw new WeightsException(
                file,
                "the network has no parameter named "
                        + listed
                        + (more > 0 ? " (and " + more + " more)" : "")
                        + "; name the model that these weights belong to");
    }

    /** PyTorch counts the steps of a batch normalization, which only a momentum of none needs. */
    private static boolean isStepCount(String name, Set<String> known) {
        return name.endsWith(STEP_COUNT)
                && known.contains(name.replace(STEP_COUNT, ".running_mean"));
    }

    /** Names come from the file: keep them printable and short. */
    private static String quote(String name) {
        String printable = name.replaceAll("[^\\p{Graph} ]", "?");
        return "'" + (printable.length() > 80 ? printable.substring(0, 80) + "…" : printable) + "'";
    }
}
