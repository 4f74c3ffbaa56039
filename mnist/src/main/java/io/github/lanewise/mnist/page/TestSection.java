package io.github.lanewise.mnist.page;

import io.github.lanewise.engine.network.Confusion;
import io.github.lanewise.mnist.page.Examination.Mistake;
import io.github.lanewise.mnist.page.Table.Cell;
import io.github.lanewise.mnist.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The test images: which were taken for what, and the worst mistakes. */
final class TestSection {
    private static final int SHADES = 4;

    private final Examination examination;
    private final Confusion confusion;

    private TestSection(Examination examination) {
        this.examination = examination;
        confusion = examination.evaluation().confusion();
    }

    static void write(Assessment assessment, Markup page) {
        page.element("p", assessment.remark());
        assessment.examination().ifPresent(tested -> new TestSection(tested).write(page));
    }

    private void write(Markup page) {
        page.element(
                "p",
                "%s of %s images are right, %s; the loss is %s."
                        .formatted(
                                Numbers.count(examination.evaluation().correct()),
                                Numbers.count(examination.evaluation().images()),
                                Figures.percent(examination.evaluation().accuracy()),
                                Figures.loss(examination.evaluation().loss())));
        page.element("h3", "Confusion matrix");
        page.element(
                "p",
                "A row for each true class, a column for each predicted class.",
                "class",
                "note");
        page.open("div", "class", "confusion");
        matrix().writeTo(page);
        page.close();
        page.element("h3", "Classes");
        page.element(
                "p",
                "Precision: the share of the images taken for the class that are of it. Recall: the"
                        + " share of its images that were taken for it.",
                "class",
                "note");
        classes().writeTo(page);
        mistakes(page);
    }

    private String name(int label) {
        return examination.names().of(label);
    }

    private int count(int label, int predicted) {
        return confusion.count(label, predicted);
    }

    private IntStream labels() {
        return IntStream.range(0, confusion.classes());
    }

    private int ofClass(int label) {
        return labels().map(predicted -> count(label, predicted)).sum();
    }

    private int takenFor(int predicted) {
        return labels().map(label -> count(label, predicted)).sum();
    }

    private Table matrix() {
        List<String> head = new ArrayList<>(List.of("true \\ predicted"));
        labels().forEach(predicted -> head.add(name(predicted)));
        Table table = new Table("Confusion matrix", head);
        int mostWrong =
                labels().flatMap(label ->
                                labels().filter(predicted -> predicted != label)
                                        .map(predicted -> count(label, predicted)))
                        .max()
                        .orElse(0);
        labels().forEach(label -> {
            int all = ofClass(label);
            List<Cell> cells =
                    labels().mapToObj(predicted ->
                                    predicted == label
                                            ? cell(count(label, label), all, "right")
                                            : cell(count(label, predicted), mostWrong, "wrong"))
                            .toList();
            table.row(name(label), cells);
        });
        return table;
    }

    private static Cell cell(int count, int most, String kind) {
        String style = count == 0 ? "none" : kind + "-" + Math.ceilDiv(SHADES * count, most);
        return new Cell(Numbers.count(count), false, style);
    }

    private Table classes() {
        Table table =
                new Table(
                        "Precision and recall of each class",
                        "class",
                        "images",
                        "precision",
                        "recall",
                        "most often taken for");
        labels().forEach(label ->
                table.numbers(
                        name(label),
                        Numbers.count(ofClass(label)),
                        share(count(label, label), takenFor(label)),
                        share(count(label, label), ofClass(label)),
                        rival(label)));
        return table;
    }

    private static String share(int part, int all) {
        return all == 0 ? Figures.NONE : Numbers.percent((double) part / all);
    }

    /** The other class that most images of a class were taken for, and how many. */
    private String rival(int label) {
        int rival =
                labels().filter(other -> other != label)
                        .reduce((one, other) ->
                                count(label, other) > count(label, one) ? other : one)
                        .orElse(label);
        return rival == label || count(label, rival) == 0
                ? Figures.NONE
                : "%s (%s)".formatted(name(rival), Numbers.count(count(label, rival)));
    }

    private void mistakes(Markup page) {
        page.element("h3", "Most confident mistakes");
        if (examination.mistakes().isEmpty()) {
            page.element("p", "There is none.", "class", "note");
            return;
        }
        page.open("ul", "class", "mistakes");
        for (Mistake mistake : examination.mistakes()) {
            page.open("li");
            page.empty(
                    "img",
                    "src",
                    mistake.image(),
                    "alt",
                    "a %s that was taken for a %s"
                            .formatted(name(mistake.label()), name(mistake.predicted())));
            page.element(
                    "b",
                    "%s taken for %s".formatted(name(mistake.label()), name(mistake.predicted())));
            page.element("span", probability(mistake.predicted(), mistake.probability()));
            page.element("span", probability(mistake.label(), mistake.labelProbability()));
            page.element("span", "image " + Numbers.count(mistake.index()));
            page.close();
        }
        page.close();
    }

    private String probability(int category, double value) {
        return String.format(Locale.ROOT, "%s with %.1f %%", name(category), 100 * value);
    }
}
