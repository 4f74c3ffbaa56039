package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.Page.Section;
import io.github.lanewise.mnist.page.RunRecord.Epoch;
import io.github.lanewise.mnist.page.Table.Cell;
import io.github.lanewise.mnist.report.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** The page of several runs. */
public final class ComparisonPage {
    private static final int LETTERS = 26;
    private static final String ACCURACY = "test_accuracy";

    private ComparisonPage() {}

    /** Returns the text of the file. */
    public static String of(List<RunRecord> records) {
        List<NamedRun> runs = new ArrayList<>();
        for (RunRecord record : records) {
            runs.add(new NamedRun(letter(runs.size()), record));
        }
        List<Section> sections =
                List.of(
                        new Section("result", "Results", page -> results(runs, page)),
                        new Section("curves", "Curves", page -> curves(runs, page)),
                        new Section("options", "What differs", page -> differences(runs, page)));
        String subtitle =
                runs.stream()
                        .map(named -> named.letter() + " is " + named.run().folder())
                        .collect(Collectors.joining(", "));
        return new Page("Comparison of " + runs.size() + " runs", subtitle, sections).html();
    }

    /** A to Z, then A1 to Z1 and so on. */
    static String letter(int index) {
        String letter = Character.toString('A' + index % LETTERS);
        return index < LETTERS ? letter : letter + index / LETTERS;
    }

    private static void results(List<NamedRun> runs, Markup page) {
        Table table =
                new Table(
                        "Figures of each run",
                        "run",
                        "folder",
                        "model",
                        "epochs",
                        "test accuracy",
                        "best",
                        "in epoch",
                        "test loss",
                        "lowest",
                        "training loss",
                        "time",
                        "images/s");
        runs.forEach(named -> table.row(named.letter(), figures(named.run())));
        page.element(
                "p",
                "Accuracy and losses are those of the epoch whose weights the run ended with, or of"
                        + " the last one so far; the best accuracy and the lowest loss may be of"
                        + " others. The time is that of all epochs.",
                "class",
                "note");
        table.writeTo(page);
        List<String> unfinished =
                runs.stream()
                        .filter(named -> named.run().end().isEmpty())
                        .map(NamedRun::letter)
                        .toList();
        if (!unfinished.isEmpty()) {
            page.element(
                    "p",
                    "Not at their end, because they go on or were stopped: "
                            + String.join(", ", unfinished)
                            + ".",
                    "class",
                    "note");
        }
    }

    private static List<Cell> figures(RunRecord run) {
        Optional<Epoch> best = run.best(ACCURACY);
        return List.of(
                Cell.words(run.folder().toString()),
                Cell.words(run.value("model").orElse(Figures.NONE)),
                Cell.number(Integer.toString(run.epochs().size())),
                Cell.number(Figures.percent(run.ofChosen(ACCURACY))),
                Cell.number(
                        best.map(epoch -> Numbers.percent(epoch.value(ACCURACY)))
                                .orElse(Figures.NONE)),
                Cell.number(
                        best.map(epoch -> Integer.toString(epoch.number())).orElse(Figures.NONE)),
                Cell.number(Figures.loss(run.ofChosen("test_loss"))),
                Cell.number(Figures.loss(lowest(run).orElse(Double.NaN))),
                Cell.number(Figures.loss(run.ofChosen("train_loss"))),
                Cell.number(Figures.seconds(run.seconds())),
                Cell.number(Figures.count(run.last("images_per_second"))));
    }

    private static OptionalDouble lowest(RunRecord run) {
        return run.epochs().stream()
                .mapToDouble(epoch -> epoch.value("test_loss"))
                .filter(Double::isFinite)
                .min();
    }

    private static void curves(List<NamedRun> runs, Markup page) {
        List<NamedRun> begun =
                runs.stream().filter(named -> !named.run().epochs().isEmpty()).toList();
        if (begun.isEmpty()) {
            page.element("p", "No epoch is complete yet.", "class", "note");
            return;
        }
        Curves.write(Curves.of(begun), page);
    }

    /** What is equal in all runs is left out. */
    private static void differences(List<NamedRun> runs, Markup page) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(named -> names.addAll(named.run().provenance().keySet()));
        names.removeIf(
                name -> runs.stream().map(named -> value(named, name)).distinct().count() == 1);
        if (names.isEmpty()) {
            page.element("p", "All runs were started with the same.", "class", "note");
            return;
        }
        List<String> head = new ArrayList<>(List.of("what"));
        runs.forEach(named -> head.add(named.letter()));
        Table table = new Table("What differs between the runs", head);
        for (String name : names) {
            table.row(name, runs.stream().map(named -> Cell.words(value(named, name))).toList());
        }
        table.writeTo(page);
    }

    private static String value(NamedRun named, String name) {
        return named.run().provenance().getOrDefault(name, Figures.NONE);
    }
}
