package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.Page.Section;
import io.github.lanewise.mnist.page.RunRecord.Epoch;
import io.github.lanewise.mnist.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of one run. */
public final class RunPage {
    private static final String ACCURACY = "test_accuracy";
    private static final String VALIDATION = "validation_accuracy";

    private RunPage() {}

    /** Returns the text of the file. */
    public static String of(RunRecord run, Assessment assessment) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("result", "Result", page -> result(run, page)));
        sections.add(new Section("curves", "Curves", page -> curves(run, page)));
        sections.add(
                new Section("test", "Test images", page -> TestSection.write(assessment, page)));
        assessment
                .layers()
                .ifPresent(layers ->
                        sections.add(
                                new Section(
                                        "layers",
                                        "Layers",
                                        page -> LayerSection.write(layers, page))));
        sections.add(new Section("provenance", "Provenance", page -> provenance(run, page)));
        return new Page("Run " + run.name(), subtitle(run), sections).html();
    }

    private static String subtitle(RunRecord run) {
        String model = run.value("model").orElse("an unknown model");
        return run.value("data").map(data -> model + " on " + data).orElse(model);
    }

    private static void result(RunRecord run, Markup page) {
        page.open("dl", "class", "facts");
        Optional<Epoch> chosen = run.chosen();
        fact(
                page,
                chosen.isPresent()
                        ? "test accuracy of the final weights"
                        : "test accuracy of the last epoch",
                chosen.map(epoch -> inEpoch(epoch, ACCURACY))
                        .orElseGet(() -> Figures.percent(run.last(ACCURACY))));
        fact(page, "best test accuracy", best(run, ACCURACY));
        run.best(VALIDATION)
                .ifPresent(epoch -> {
                    fact(page, "best validation accuracy", best(run, VALIDATION));
                    fact(
                            page,
                            "test accuracy of that epoch",
                            Figures.percent(epoch.value(ACCURACY)));
                });
        fact(page, "test loss of the last epoch", Figures.loss(run.last("test_loss")));
        fact(page, "epochs", epochs(run));
        fact(page, "time of all epochs", Figures.seconds(run.seconds()));
        fact(page, "images per second", Figures.count(run.last("images_per_second")));
        page.close();
        run.end()
                .flatMap(end -> Optional.ofNullable(end.get("reason")))
                .ifPresent(reason -> page.element("p", reason, "class", "note"));
        if (run.end().isEmpty()) {
            page.element(
                    "p",
                    "The run has not come to its end: it goes on, or was stopped.",
                    "class",
                    "note");
        }
    }

    private static String best(RunRecord run, String accuracy) {
        return run.best(accuracy).map(epoch -> inEpoch(epoch, accuracy)).orElse(Figures.NONE);
    }

    private static String inEpoch(Epoch epoch, String accuracy) {
        return "%s, epoch %d".formatted(Numbers.percent(epoch.value(accuracy)), epoch.number());
    }

    private static String epochs(RunRecord run) {
        String done = Integer.toString(run.epochs().size());
        return run.value("epochs").map(all -> done + " of " + all).orElse(done);
    }

    private static void fact(Markup page, String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close();
    }

    private static void curves(RunRecord run, Markup page) {
        if (run.epochs().isEmpty()) {
            page.element("p", "No epoch is complete yet.", "class", "note");
            return;
        }
        Curves.write(Curves.of(run), page);
        page.open("details").element("summary", "The same as a table");
        EpochTable.of(run).writeTo(page);
        page.close();
    }

    private static void provenance(RunRecord run, Markup page) {
        Table table = new Table("What the run was started with", "what", "value");
        table.words("folder", run.folder().toString());
        for (Map.Entry<String, String> entry : run.provenance().entrySet()) {
            table.words(entry.getKey(), entry.getValue());
        }
        table.writeTo(page);
    }
}
