package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.rewrite.Rewrite;
import io.github.lanewise.engine.rewrite.Rewritten;
import io.github.lanewise.models.file.Wording;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a model is and how it is computed, as text for people. */
final class ModelDescription {
    /** Of the items of a line; it is a little longer itself. */
    private static final int MOST_CHARACTERS = 70;

    private final LoadedGraph loaded;
    private final StringBuilder text = new StringBuilder();

    ModelDescription(LoadedGraph loaded) {
        this.loaded = loaded;
    }

    String text() {
        OnnxModelFile file = loaded.file();
        String producer = file.producer().isBlank() ? "" : ", of " + printable(file.producer());
        line("Model    " + file.path() + producer + ", opset " + loaded.opset());
        loaded.signatures().forEach(signature -> line("Input    " + signature.info()));
        loaded.outputs().forEach(output -> line("Output   " + output));
        if (!file.metadata().isEmpty()) {
            line("Metadata " + fitting(metadata(file.metadata())));
        }
        loaded.always().ifPresentOrElse(this::describe, this::describeOpen);
        return text.toString();
    }

    private void describeOpen() {
        line("Threads  " + loaded.threads());
        line("Plan     one for each set of extents, when it is passed first");
    }

    private void describe(GraphInference plan) {
        if (loaded.isOpenInBatch()) {
            line("Batch    any");
        }
        line("Threads  " + loaded.threads());
        long kept = plan.bytesBesidesSlabs() + loaded.constantBytes();
        line(
                "Memory   "
                        + bytes(plan.slabBytes())
                        + " for the values of a call ("
                        + bytes(plan.unsharedBytes())
                        + " if none shared it), "
                        + bytes(kept)
                        + " of weights and scratch");
        describe(loaded.changes());
        line("");
        StepTable.lines(plan.nodes()).forEach(this::line);
    }

    private void describe(List<Rewritten.Change> changes) {
        for (Rewrite rewrite : Rewrite.values()) {
            List<String> nodes =
                    changes.stream()
                            .filter(change -> change.rewrite() == rewrite)
                            .map(change -> String.join(" + ", change.nodes()))
                            .toList();
            if (!nodes.isEmpty()) {
                line(
                        "Rewrite  "
                                + name(rewrite)
                                + ", "
                                + nodes.size()
                                + (nodes.size() == 1 ? " time" : " times")
                                + ": "
                                + fitting(nodes));
            }
        }
    }

    private static String name(Rewrite rewrite) {
        return rewrite.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<String> metadata(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> printable(entry.getKey() + " = " + entry.getValue()))
                .toList();
    }

    /** Returns the first of them, at least one, as many as a line has room for. */
    private static String fitting(List<String> items) {
        StringBuilder line = new StringBuilder(items.getFirst());
        for (String item : items.subList(1, items.size())) {
            if (line.length() + item.length() > MOST_CHARACTERS) {
                return line.append(", …").toString();
            }
            line.append(", ").append(item);
        }
        return line.toString();
    }

    /** Free text of a file may hold line feeds, and be of any length. */
    private static String printable(String text) {
        String quoted = Wording.quote(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String bytes(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
