package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a weights file says beside the weights, so that they can be used without knowing how they
 * were made. It says nothing of the machine: equal runs give equal files everywhere.
 *
 * @param model the network
 * @param normalization how pixels become what the network reads
 */
record WeightsMetadata(Model model, Normalization normalization) {
    private static final String MODEL = "model";
    private static final String INPUT_SHAPE = "input_shape";
    private static final String PIXEL_SCALE = "pixel_scale";
    private static final String PIXEL_SHIFT = "pixel_shift";
    private static final String VERSION = "lanewise_version";

    /** Returns the strings for the file. */
    Map<String, String> strings(Network network, BuildInfo build) {
        return Map.of(
                MODEL, model.name(),
                INPUT_SHAPE, shape(network),
                PIXEL_SCALE, Float.toString(normalization.scale()),
                PIXEL_SHIFT, Float.toString(normalization.shift()),
                VERSION, build.version());
    }

    /**
     * Reads the strings of a file.
     *
     * @throws CommandException if one is missing or makes no sense
     */
    static WeightsMetadata read(Path file, Map<String, String> strings) {
        String name = string(file, strings, MODEL);
        Model model =
                Models.named(name)
                        .orElseThrow(() ->
                                fault(
                                        file,
                                        "belongs to the model '%s', which is not one of %s"
                                                .formatted(
                                                        name, String.join(", ", Models.names()))));
        return new WeightsMetadata(
                model,
                new Normalization(
                        number(file, strings, PIXEL_SCALE), number(file, strings, PIXEL_SHIFT)));
    }

    /**
     * Makes sure that the weights are for the images that the network takes.
     *
     * @throws CommandException if not
     */
    static void requireInput(Path file, Map<String, String> strings, Network network) {
        String shape = string(file, strings, INPUT_SHAPE);
        if (!shape.equals(shape(network))) {
            throw fault(
                    file,
                    "is for images of %s, but its model takes %s".formatted(shape, shape(network)));
        }
    }

    private static String shape(Network network) {
        return network.input().toString().replace('×', 'x');
    }

    private static String string(Path file, Map<String, String> strings, String key) {
        return Optional.ofNullable(strings.get(key))
                .orElseThrow(() ->
                        fault(
                                file,
                                "has no metadata '%s'; name a file that lanewise train --out wrote"
                                        .formatted(key)));
    }

    private static float number(Path file, Map<String, String> strings, String key) {
        String text = string(file, strings, key);
        try {
            float number = Float.parseFloat(text);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as what is not finite.
        }
        throw fault(file, "has the metadata '%s' = '%s', which is no number".formatted(key, text));
    }

    private static CommandException fault(Path file, String fault) {
        return new CommandException(ExitStatus.WEIGHTS, file + " " + fault + ".");
    }
}
