package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a weights file says beside the weights, so that they can be used without knowing how they
 * were made. It says nothing of the machine: equal runs give equal files everywhere. Files of other
 * programs do not say it; their model is an option.
 *
 * @param model the network
 * @param normalization how pixels become what the network reads, if the file says it
 * @param classNames names of the classes, if the file says them
 */
record WeightsMetadata(Model model, Optional<Normalization> normalization, ClassNames classNames) {
    private static final String MODEL = "model";
    private static final String INPUT_SHAPE = "input_shape";
    private static final String VERSION = "lanewise_version";
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})x(\\d{1,9})x(\\d{1,9})");

    WeightsMetadata(Model model, Normalization normalization) {
        this(model, Optional.of(normalization), ClassNames.NONE);
    }

    /** Returns what is known of a model that is trained here. */
    static WeightsMetadata of(Model model, DataSet data) {
        return new WeightsMetadata(
                model, Optional.of(Normalization.of(model, data)), data.classNames());
    }

    /** Returns the strings for the file. */
    Map<String, String> strings(Network network, BuildInfo build) {
        Map<String, String> strings = modelStrings(network);
        strings.put(VERSION, build.version());
        return strings;
    }

    /** Returns the strings without those that tell who wrote the file. */
    Map<String, String> modelStrings(Network network) {
        Map<String, String> strings = new HashMap<>();
        strings.put(MODEL, model.name());
        strings.put(INPUT_SHAPE, shape(network));
        normalization.ifPresent(known -> strings.putAll(known.strings()));
        strings.putAll(classNames.strings());
        return strings;
    }

    /**
     * Reads the strings of a file but for the names of the classes, which need the network.
     *
     * @param given the model of the option {@code --model}
     * @throws CommandException if one makes no sense, or there is no model
     */
    static WeightsMetadata read(Path file, Map<String, String> strings, Optional<Model> given) {
        Model model = model(file, Optional.ofNullable(strings.get(MODEL)), given);
        try {
            return new WeightsMetadata(model, Normalization.read(strings), ClassNames.NONE);
        } catch (IllegalArgumentException unfit) {
            throw fault(file, String.valueOf(unfit.getMessage()));
        }
    }

    /**
     * Returns the same with the names of the classes.
     *
     * @throws CommandException if they are not those of the network's classes
     */
    WeightsMetadata withClassNames(Path file, Map<String, String> strings, Network network) {
        try {
            return new WeightsMetadata(
                    model, normalization, ClassNames.read(strings, network.output().elements()));
        } catch (IllegalArgumentException unfit) {
            throw fault(file, String.valueOf(unfit.getMessage()));
        }
    }

    private static Model model(Path file, Optional<String> name, Optional<Model> given) {
        Optional<Model> told = name.flatMap(Models::named);
        if (told.isPresent() && given.isPresent() && !told.equals(given)) {
            throw CommandException.usage(
                    "%s belongs to the model '%s', not to '%s'; leave --model out."
                            .formatted(file, told.get().name(), given.get().name()));
        }
        return given.or(() -> told).orElseThrow(() -> fault(file, unknown(name)));
    }

    private static String unknown(Optional<String> name) {
        String known = String.join(", ", Models.names());
        return name.map(other ->
                        "belongs to the model '%s', which is not one of %s".formatted(other, known))
                .orElse("does not say its model; name it with --model, one of " + known);
    }

    /**
     * Makes sure that the weights are for the images that the network takes, if the file says for
     * which they are.
     *
     * @throws CommandException if not
     */
    static void requireInput(Path file, Map<String, String> strings, Network network) {
        String shape = strings.getOrDefault(INPUT_SHAPE, shape(network));
        if (!shape.equals(shape(network))) {
            throw fault(
                    file,
                    "is for images of %s, but its model takes %s".formatted(shape, shape(network)));
        }
    }

    /** Returns the shape of images that a file tells, if it tells one. */
    static Optional<Shape> input(Map<String, String> strings) {
        Matcher matcher = SHAPE.matcher(strings.getOrDefault(INPUT_SHAPE, ""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Shape.of(
                            Integer.parseInt(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3))));
        } catch (ShapeException noImage) {
            return Optional.empty();
        }
    }

    private static String shape(Network network) {
        return network.input().toString().replace('×', 'x');
    }

    private static CommandException fault(Path file, String fault) {
        return new CommandException(ExitStatus.WEIGHTS, file + " " + fault + ".");
    }
}
