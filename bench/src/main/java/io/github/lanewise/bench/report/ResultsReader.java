package io.github.lanewise.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads objects of JMH's JSON as measurements. */
final class ResultsReader {
    private static final String HISTOGRAM = "rawDataHistogram";
    private static final String SAMPLE = "sample";

    private final String source;
    private final String advice;

    /**
     * Prepares for messages.
     *
     * @param source what is read, the first words of a sentence
     * @param advice what the user can do, the last words of a sentence
     */
    ResultsReader(String source, String advice) {
        this.source = source;
        this.advice = advice;
    }

    /**
     * Reads entries in their order; the machine is that of the first.
     *
     * @throws ReportException if something is missing in one of them
     */
    Results read(Collection<? extends JsonNode> entries) {
        Map<String, String> machine = new LinkedHashMap<>();
        List<Measurement> measurements = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (measurements.isEmpty()) {
                machine.putAll(machine(entry));
            }
            measurements.add(measurement(entry));
        }
        return new Results(machine, measurements);
    }

    private static Map<String, String> machine(JsonNode entry) {
        JsonNode ours = entry.path(ResultsFile.PROPERTY);
        return ours.isObject() ? texts(ours.path("machine")) : ForeignEntry.machine(entry);
    }

    private Measurement measurement(JsonNode entry) {
        String name = text(entry, "benchmark", "An entry");
        JsonNode primary = object(entry, "primaryMetric", name);
        Map<String, String> parameters = texts(entry.path("params"));
        String benchmark = shortName(name);
        JsonNode ours = entry.path(ResultsFile.PROPERTY);
        String mode = text(entry, "mode", name);
        List<double[]> score =
                primary.has(HISTOGRAM)
                        ? histogramMeans(primary.get(HISTOGRAM), name)
                        : numbers(primary.path("rawData"), name);
        if (score.isEmpty()) {
            throw broken(name + " has no numbers of its forks");
        }
        return new Measurement(
                ours.isObject() ? subject(ours, name) : ForeignEntry.subject(benchmark, parameters),
                benchmark,
                mode,
                text(primary, "scoreUnit", name),
                parameters,
                score,
                quantities(entry.path("secondaryMetrics"), name),
                mode.equals(SAMPLE)
                        ? percentiles(primary.path("scorePercentiles"), name)
                        : Map.of(),
                texts(ours.path("notes")));
    }

    private Measurement.Subject subject(JsonNode ours, String name) {
        String area = text(ours, "area", name);
        return new Measurement.Subject(
                Arrays.stream(Area.values())
                        .filter(known -> known.name().equals(area))
                        .findFirst()
                        .orElseThrow(() -> broken(name + " is in an unknown area, " + area)),
                text(ours, "subject", name),
                text(ours, "version", name),
                text(ours, "label", name));
    }

    /** Returns class and method without the package. */
    private static String shortName(String name) {
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1);
    }

    private Map<String, List<double[]>> quantities(JsonNode metrics, String name) {
        Map<String, List<double[]>> quantities = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
            List<double[]> values = numbers(metric.getValue().path("rawData"), name);
            if (!values.isEmpty()) {
                // Profilers of older versions of JMH mark their metrics with a dot.
                quantities.put(metric.getKey().replaceFirst("^·", ""), values);
            }
        }
        return quantities;
    }

    private Map<Double, Double> percentiles(JsonNode values, String name) {
        Map<Double, Double> percentiles = new TreeMap<>();
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            try {
                percentiles.put(Double.valueOf(value.getKey()), number(value.getValue(), name));
            } catch (NumberFormatException e) {
                throw broken("%s has a percentile '%s'".formatted(name, value.getKey()));
            }
        }
        return percentiles;
    }

    /** Reads forks × iterations and drops what is not finite, as JMH has it for what never ran. */
    private List<double[]> numbers(JsonNode forks, String name) {
        List<double[]> all = new ArrayList<>();
        for (JsonNode fork : array(forks, name)) {
            double[] values = new double[fork.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = number(fork.path(i), name);
            }
            addFinite(all, values);
        }
        return all;
    }

    /** Reads forks × iterations × pairs of a value and how often it was seen. */
    private List<double[]> histogramMeans(JsonNode forks, String name) {
        List<double[]> all = new ArrayList<>();
        for (JsonNode fork : array(forks, name)) {
            double[] means = new double[fork.size()];
            for (int i = 0; i < means.length; i++) {
                double sum = 0;
                double count = 0;
                for (JsonNode pair : array(fork.path(i), name)) {
                    double seen = number(pair.path(1), name);
                    sum += seen * number(pair.path(0), name);
                    count += seen;
                }
                means[i] = sum / count;
            }
            addFinite(all, means);
        }
        return all;
    }

    private static void addFinite(List<double[]> all, double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length > 0) {
            all.add(finite);
        }
    }

    private JsonNode array(JsonNode node, String name) {
        if (!node.isArray()) {
            throw broken(name + " has no raw data");
        }
        return node;
    }

    private JsonNode object(JsonNode parent, String property, String name) {
        JsonNode node = parent.path(property);
        if (!node.isObject()) {
            throw broken("%s has no object '%s'".formatted(name, property));
        }
        return node;
    }

    private String text(JsonNode parent, String property, String name) {
        JsonNode node = parent.path(property);
        if (!node.isString()) {
            throw broken("%s has no text '%s'".formatted(name, property));
        }
        return node.stringValue();
    }

    /** Reads a number; JMH writes those that JSON has not as {@code "NaN"} or {@code "+INF"}. */
    private double number(JsonNode node, String name) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isString() && node.stringValue().matches("NaN|[+-]INF")) {
            return Double.NaN;
        }
        throw broken("%s has %s where a number should be".formatted(name, node));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            texts.put(property.getKey(), property.getValue().asString());
        }
        return texts;
    }

    private ReportException broken(String what) {
        return new ReportException(
                "%s is no complete result of JMH: %s; %s.".formatted(source, what, advice));
    }
}
