package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Fact;
import io.github.lanewise.bench.page.content.Block.Facts;
import io.github.lanewise.bench.page.content.Document;
import io.github.lanewise.bench.page.content.Section;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Arranges results as a report. */
public final class Report {
    private static final String DATE = "date";

    /** Names of the machine's properties in the reader's words. */
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "cpu", "CPU",
                    "jvm", "JVM",
                    "version", "Lanewise",
                    "commit", "Commit",
                    "os", "System",
                    "processors", "Processors",
                    "lanes", "Lanes (floats per vector)");

    private Report() {}

    /**
     * Returns the report; areas without measurements have no section.
     *
     * @param results the property {@code date} of the machine is shown with the title
     */
    public static Document of(Results results) {
        Measurements all = new Measurements(results.measurements());
        List<Block> overview = new ArrayList<>();
        overview.add(facts(results.machine(), all));
        overview.addAll(LimitsSection.summary(all.in(Area.LIMITS)));
        overview.addAll(ConvolutionSection.overview(all.in(Area.CONVOLUTION)));
        overview.addAll(Glance.of(all));
        List<Section> sections = new ArrayList<>();
        for (Area area : Area.values()) {
            Measurements some = all.in(area);
            List<Block> blocks = some.isEmpty() ? List.of() : blocks(area, some);
            if (!blocks.isEmpty()) {
                String anchor = area.name().toLowerCase(Locale.ROOT);
                sections.add(new Section(anchor, area.title(), blocks));
            }
        }
        sections.add(new Section("method", "How it was measured", MethodSection.blocks(all)));
        String date = results.machine().getOrDefault(DATE, "");
        String subtitle = date.isEmpty() ? "" : "Measured on " + date.replace('T', ' ');
        return new Document("Performance of Lanewise", subtitle, overview, sections);
    }

    private static List<Block> blocks(Area area, Measurements some) {
        return switch (area) {
            case LIMITS -> LimitsSection.blocks(some);
            case CONVOLUTION -> ConvolutionSection.blocks(some);
            case PRODUCT -> ComputeSections.products(some);
            case LAYERS -> ComputeSections.layers(some);
            case TRAINING -> TrainingSection.training(some);
            case INFERENCE -> InferenceSection.blocks(some);
            case ONNX -> OnnxSection.blocks(some);
            case STARTUP -> StartupSection.blocks(some);
        };
    }

    private static Facts facts(Map<String, String> machine, Measurements all) {
        List<Fact> facts = new ArrayList<>();
        machine.forEach((name, value) -> {
            if (!name.equals(DATE)) {
                facts.add(new Fact(PROPERTIES.getOrDefault(name, name), shortened(value)));
            }
        });
        if (all.havePeers()) {
            Map<String, String> versions = all.versions();
            versions.remove("Lanewise");
            facts.add(
                    new Fact(
                            "Peers",
                            versions.entrySet().stream()
                                    .map(peer -> peer.getKey() + " " + peer.getValue())
                                    .collect(Collectors.joining(", "))));
        }
        return new Facts(facts);
    }

    /** Returns the beginning of a commit's long number, and what stands after it. */
    private static String shortened(String value) {
        return value.replaceFirst("^([0-9a-f]{12})[0-9a-f]{28}", "$1");
    }
}
