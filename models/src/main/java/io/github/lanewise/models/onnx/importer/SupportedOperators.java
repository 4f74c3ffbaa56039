package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import io.github.lanewise.models.onnx.file.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The operators of ONNX's own domain that models may use, and who translates them. */
final class SupportedOperators {
    private static final int MOST_NODES = 10;

    private static final SupportedOperators ALL = new SupportedOperators();

    /** Translators of nodes whose inputs are all constants. */
    private final Map<String, Translator> folds = new HashMap<>();

    /** Translators of all other nodes. */
    private final Map<String, Translator> translators = new HashMap<>();

    private SupportedOperators() {
        Constants.register(this);
        Activations.register(this);
        Arithmetic.register(this);
        Convolutions.register(this);
        Poolings.register(this);
        Normalizations.register(this);
        Matrices.register(this);
        Reshapes.register(this);
        Selections.register(this);
        Paddings.register(this);
        Reductions.register(this);
        Resizes.register(this);
    }

    /** Adds an operator that may be applied to constants. */
    void fold(String operator, Translator translator) {
        folds.put(operator, translator);
    }

    /** Adds an operator that may be applied to computed values, and to constants. */
    void translate(String operator, Translator translator) {
        translators.put(operator, translator);
    }

    /** Returns the names of all operators. */
    static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(ALL.folds.keySet());
        names.addAll(ALL.translators.keySet());
        return names;
    }

    /** Returns the translator of a node, if it can be translated with such inputs. */
    static Optional<Translator> find(NodeImport node) {
        Translator fold = ALL.folds.get(node.operator());
        if (fold != null && node.allKnown()) {
            return Optional.of(fold);
        }
        return Optional.ofNullable(ALL.translators.get(node.operator()));
    }

    /**
     * Checks the operators of all nodes.
     *
     * @throws ModelFormatException naming every operator that is not supported, and its nodes
     */
    static void requireAll(OnnxModelFile file) {
        Map<String, List<String>> missing = new TreeMap<>();
        for (OnnxNode node : file.graph().nodes()) {
            boolean main = node.domain().isEmpty() || node.domain().equals("ai.onnx");
            if (!main || !isSupported(node.operator())) {
                String operator = main ? node.operator() : node.domain() + "." + node.operator();
                String name = node.name().isEmpty() ? "" + node.number() : quote(node.name());
                missing.computeIfAbsent(operator, key -> new ArrayList<>()).add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw file.fault(
                    "these operators are not supported: "
                            + missing.entrySet().stream()
                                    .map(entry -> quote(entry.getKey()) + nodes(entry.getValue()))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static boolean isSupported(String operator) {
        return ALL.folds.containsKey(operator) || ALL.translators.containsKey(operator);
    }

    private static String nodes(List<String> names) {
        String shown = names.stream().limit(MOST_NODES).collect(Collectors.joining(", "));
        String more =
                names.size() > MOST_NODES ? " and " + (names.size() - MOST_NODES) + " more" : "";
        return " (node " + shown + more + ")";
    }
}
