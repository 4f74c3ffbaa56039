package io.github.lanewise.bench.trainer;

import io.github.lanewise.bench.report.Launcher;
import io.github.lanewise.bench.report.ProgramRun;
import io.github.lanewise.bench.trainer.Figure.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Whole runs of the program, in JVMs of their own.
 *
 * @param program what is run
 * @param progress takes a line after each run
 */
record Runs(Launcher program, Consumer<String> progress) {
    private static final String EPOCHS_WITH_CHECKPOINTS = "10";
    private static final double ACCURACY = 0.99;

    /**
     * Measures what keeping a run after each epoch costs: so many pairs of runs, in turn. No
     * checkpoint comes before the end of the first epoch, whose time, most of it the JVM's
     * compiler's, differs by more from start to start than all checkpoints cost; so it does not
     * count, but in the time that the cost is a share of.
     */
    List<Figure> checkpoints(int pairs) {
        List<String> options = List.of("--epochs", EPOCHS_WITH_CHECKPOINTS);
        List<ProgramRun> plain = new ArrayList<>();
        List<ProgramRun> kept = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            // The one that comes first takes turns, too.
            for (int i = 0; i < 2; i++) {
                boolean keeps = (pair + i) % 2 == 0;
                ProgramRun run = keeps ? program.trainKept(options) : program.train(options);
                (keeps ? kept : plain).add(run);
                progress.accept(
                        "%s of pair %d: %s"
                                .formatted(
                                        keeps ? "with --run" : "without",
                                        pair,
                                        Unit.SECONDS.format(run.seconds())));
            }
            ProgramRun without = plain.getLast();
            double more = kept.getLast().secondsBesideTheFirst() - without.secondsBesideTheFirst();
            costs.add(more / without.seconds());
        }
        String name = "LeNet-5, %s epochs".formatted(EPOCHS_WITH_CHECKPOINTS);
        return List.of(
                figure(plain, name, Unit.SECONDS, "", ProgramRun::seconds),
                figure(kept, name + " with --run", Unit.SECONDS, "", ProgramRun::seconds),
                new Figure("cost of a checkpoint each epoch", Unit.SHARE, "at most 1 %", costs));
    }

    /** Measures how soon {@code --preset fast} reaches 99 %, with the seeds from 1 on. */
    List<Figure> fast(int seeds) {
        List<ProgramRun> runs = preset("fast", seeds);
        return List.of(
                figure(
                        runs,
                        "--preset fast, JVM start to 99.0 %",
                        Unit.SECONDS,
                        "at most 5 s",
                        run -> run.secondsUntil(ACCURACY)),
                figure(
                        runs,
                        "--preset fast, JVM start to end",
                        Unit.SECONDS,
                        "",
                        ProgramRun::seconds),
                figure(
                        runs,
                        "--preset fast, test accuracy",
                        Unit.SHARE,
                        "",
                        ProgramRun::testAccuracy));
    }

    /** Measures how good {@code --preset accurate} is and how long it takes. */
    List<Figure> accurate(int seeds) {
        List<ProgramRun> runs = preset("accurate", seeds);
        return List.of(
                figure(
                        runs,
                        "--preset accurate, test accuracy",
                        Unit.SHARE,
                        "at least 99.70 %",
                        ProgramRun::testAccuracy),
                figure(
                        runs,
                        "--preset accurate, JVM start to end",
                        Unit.MINUTES,
                        "at most 15 min",
                        run -> run.seconds() / 60));
    }

    private List<ProgramRun> preset(String name, int seeds) {
        List<ProgramRun> runs = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            ProgramRun run =
                    program.train(List.of("--preset", name, "--seed", Integer.toString(seed)));
            runs.add(run);
            progress.accept(
                    "--preset %s, seed %d: %s after %s"
                            .formatted(
                                    name,
                                    seed,
                                    Unit.SHARE.format(run.testAccuracy()),
                                    Unit.SECONDS.format(run.seconds())));
        }
        return runs;
    }

    private static Figure figure(
            List<ProgramRun> runs,
            String name,
            Unit unit,
            String goal,
            ToDoubleFunction<ProgramRun> value) {
        return new Figure(
                name, unit, goal, runs.stream().map(run -> value.applyAsDouble(run)).toList());
    }
}
