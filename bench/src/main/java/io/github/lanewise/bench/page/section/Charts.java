package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.BarChart;
import io.github.lanewise.bench.page.chart.BarChart.Panel;
import io.github.lanewise.bench.page.chart.BarChart.Series;
import io.github.lanewise.bench.page.chart.Ink;
import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.chart.Scale;
import io.github.lanewise.bench.page.content.Block.Figure;
import io.github.lanewise.bench.report.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Charts of comparisons. */
final class Charts {
    private Charts() {}

    /** Returns bars of every subject, a row per case. */
    static BarChart values(List<Comparison> cases, Measure measure, Measurements subjects) {
        List<Series> series = new ArrayList<>();
        for (String name : subjects.subjects()) {
            List<Double> values = new ArrayList<>();
            for (Comparison each : cases) {
                values.add(each.by(name).map(measure.value()::applyAsDouble).orElse(Double.NaN));
            }
            series.add(new Series(name, subjects.ink(name), values));
        }
        Scale scale =
                Scale.fromZero(
                        series.stream()
                                .flatMap(each -> each.values().stream())
                                .mapToDouble(Double::doubleValue));
        List<String> rows = cases.stream().map(Comparison::title).toList();
        return new BarChart(rows, List.of(new Panel("", scale, series)));
    }

    /** Returns the main numbers of {@link #values} in a sentence. */
    static String valuesInWords(List<Comparison> cases, Measure measure, Measurements subjects) {
        List<String> words = new ArrayList<>();
        for (String name : subjects.subjects()) {
            double[] values =
                    cases.stream()
                            .flatMap(each -> each.by(name).stream())
                            .mapToDouble(measure.value())
                            .filter(Double::isFinite)
                            .toArray();
            if (values.length > 0) {
                words.add(
                        "%s median %s, largest %s"
                                .formatted(
                                        name,
                                        Numbers.of(Statistics.median(values)),
                                        Numbers.of(Statistics.largest(values))));
            }
        }
        return "%s: %s.".formatted(measure.unit(), String.join("; ", words));
    }

    /** Returns our value, NaN for none. */
    static double ours(Comparison comparison, Measure measure) {
        return comparison.ours().map(measure.value()::applyAsDouble).orElse(Double.NaN);
    }

    /** Returns a panel per group with one bar per case on one scale of ratios. */
    static BarChart ratios(Map<String, List<Comparison>> groups, Measure measure) {
        return panels(groups, each -> each.ratio(measure), true);
    }

    /** Returns a panel per group with one bar per case on one scale. */
    static BarChart panels(
            Map<String, List<Comparison>> groups,
            ToDoubleFunction<Comparison> value,
            boolean logarithmic) {
        List<String> rows =
                groups.values().stream()
                        .flatMap(List::stream)
                        .filter(each -> Double.isFinite(value.applyAsDouble(each)))
                        .map(Comparison::title)
                        .distinct()
                        .toList();
        Map<String, List<Double>> values = new LinkedHashMap<>();
        groups.forEach((title, cases) -> values.put(title, perRow(rows, cases, value)));
        double[] all =
                values.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        Scale scale =
                logarithmic
                        ? Scale.ofRatios(Arrays.stream(all))
                        : Scale.fromZero(Arrays.stream(all));
        List<Panel> panels = new ArrayList<>();
        values.forEach((title, ofPanel) ->
                panels.add(
                        new Panel(
                                title, scale, List.of(new Series("Lanewise", Ink.OURS, ofPanel)))));
        return new BarChart(rows, panels);
    }

    private static List<Double> perRow(
            List<String> rows, List<Comparison> cases, ToDoubleFunction<Comparison> value) {
        Map<String, Double> byTitle = new LinkedHashMap<>();
        cases.forEach(each -> byTitle.put(each.title(), value.applyAsDouble(each)));
        return rows.stream().map(row -> byTitle.getOrDefault(row, Double.NaN)).toList();
    }

    /** Returns the main numbers of {@link #ratios} in sentences. */
    static String ratiosInWords(Map<String, List<Comparison>> groups, Measure measure) {
        List<String> sentences = new ArrayList<>();
        groups.forEach((title, cases) -> {
            Ratios ratios = Ratios.of(cases, measure);
            if (!ratios.isEmpty()) {
                sentences.add("%s: %s.".formatted(title, ratios.inWords()));
            }
        });
        return String.join(" ", sentences);
    }

    /** Returns a chart of {@link #values} with its words. */
    static Figure valuesFigure(
            String name,
            String caption,
            List<Comparison> cases,
            Measure measure,
            Measurements subjects) {
        return new Figure(
                name,
                values(cases, measure, subjects),
                caption,
                valuesInWords(cases, measure, subjects));
    }
}
