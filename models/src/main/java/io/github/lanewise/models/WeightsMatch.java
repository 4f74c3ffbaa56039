package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.models.file.Wording;
import io.github.lanewise.models.safetensors.SafetensorsFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the tensors of a file fit the parameters of a network, by name. Each list is complete and in
 * the order of the network or the file.
 *
 * @param missing parameters that the file does not have
 * @param misshapen parameters that the file has in another shape
 * @param mistyped parameters whose elements in the file are no floats
 * @param leftOver tensors that are no parameters
 * @param shapes for each misshapen parameter its shape in the file and in the network
 */
record WeightsMatch(
        List<String> missing,
        List<String> misshapen,
        List<String> mistyped,
        List<String> leftOver,
        List<String> shapes) {
    /** Names of a kind in a message: enough for most networks, and no flood from a hostile file. */
    private static final int MOST_LISTED = 50;

    private static final String STEP_COUNT = ".num_batches_tracked";

    static WeightsMatch of(SafetensorsFile file, List<Parameter> parameters) {
        WeightsMatch match =
                new WeightsMatch(
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        Set<String> known = new HashSet<>();
        for (Parameter parameter : parameters) {
            known.add(parameter.name());
            match.compare(file, parameter);
        }
        file.names().stream()
                .filter(name -> !known.contains(name) && !isStepCount(name, known))
                .forEach(match.leftOver::add);
        return match;
    }

    private void compare(SafetensorsFile file, Parameter parameter) {
        String name = parameter.name();
        if (!file.names().contains(name)) {
            missing.add(name);
            return;
        }
        List<Long> wanted = parameter.extents().stream().map(Integer::longValue).toList();
        List<Long> found = file.dimensions(name);
        if (!found.equals(wanted)) {
            misshapen.add(name);
            shapes.add(
                    "%s %s instead of %s"
                            .formatted(
                                    Wording.quote(name),
                                    Wording.shape(found),
                                    Wording.shape(wanted)));
        } else if (!file.isFloat(name)) {
            mistyped.add(name);
        }
    }

    /** PyTorch counts the steps of a batch normalization, which only a momentum of none needs. */
    private static boolean isStepCount(String name, Set<String> known) {
        return name.endsWith(STEP_COUNT)
                && known.contains(name.replace(STEP_COUNT, ".running_mean"));
    }

    /** Returns whether the file has all parameters and nothing else. */
    boolean isComplete() {
        return missing.isEmpty() && misshapen.isEmpty() && mistyped.isEmpty() && leftOver.isEmpty();
    }

    /** Returns what does not fit and what to do, without a full stop. */
    String sentence() {
        Optional<String> prefix = prefix();
        if (prefix.isPresent()) {
            return "the names in the file begin with %s, those of the network do not; save the"
                            .formatted(Wording.quote(prefix.get()))
                    + " weights of the module inside";
        }
        List<String> parts = new ArrayList<>();
        add(parts, "missing", quoted(missing));
        add(parts, "of another shape", shapes);
        add(parts, "of a type other than float", quoted(mistyped));
        add(parts, "left over", quoted(leftOver));
        return "these weights do not fit the network ("
                + String.join("; ", parts)
                + "); name the model that they belong to";
    }

    private static void add(List<String> parts, String kind, List<String> names) {
        if (!names.isEmpty()) {
            int more = names.size() - MOST_LISTED;
            parts.add(
                    kind
                            + ": "
                            + names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "))
                            + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(Wording::quote).toList();
    }

    /** Returns what stands before all names in the file, as a module around the network puts it. */
    private Optional<String> prefix() {
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String first = missing.getFirst();
        Set<String> others = new HashSet<>(leftOver);
        return leftOver.stream()
                .filter(name -> name.endsWith("." + first))
                .map(name -> name.substring(0, name.length() - first.length()))
                .filter(prefix ->
                        missing.stream().allMatch(name -> others.contains(prefix + name))
                                && leftOver.stream().allMatch(name -> name.startsWith(prefix)))
                .findFirst();
    }
}
