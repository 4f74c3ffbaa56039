package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * Measures how long the algorithms take for a convolution, on one thread. All take turns, so that
 * what else the machine does meets them alike; the fastest turn of each counts.
 *
 * @param turns of each algorithm; the first half is for the compilers
 * @param turnNanos length of a turn
 */
record ConvMeasurement(int turns, long turnNanos) {
    private static final List<ConvAlgorithm> ALGORITHMS =
            List.of(ConvAlgorithm.DIRECT, ConvAlgorithm.WINOGRAD_2X2, ConvAlgorithm.WINOGRAD_4X4);

    /** Returns a measurement that takes some two seconds for each direction. */
    static ConvMeasurement standard() {
        return new ConvMeasurement(16, 40_000_000);
    }

    /** Measures all directions of a geometry that minimal filtering can do. */
    ConvChoices measure(ConvGeometry g) {
        return new ConvChoices(
                fastest(g, groups(g), (algorithm, data) -> data.forward(algorithm)),
                fastest(g, groups(g), (algorithm, data) -> data.inputGradient(algorithm)),
                fastest(g, groups(g), (algorithm, data) -> data.filterGradient(algorithm)),
                fastest(
                        g,
                        ALGORITHMS.stream().filter(a -> ConvPlanner.fitsImage(a, g)).toList(),
                        (algorithm, data) -> data.image(algorithm)));
    }

    private static List<ConvAlgorithm> groups(ConvGeometry g) {
        return ALGORITHMS.stream().filter(a -> ConvPlanner.refusal(a, g).isEmpty()).toList();
    }

    private ConvChoice fastest(
            ConvGeometry g,
            List<ConvAlgorithm> possible,
            BiFunction<ConvAlgorithm, Data, Runnable> direction) {
        try (Workspace workspace = new Workspace()) {
            Data data = new Data(g, workspace);
            List<Runnable> runs =
                    possible.stream().map(algorithm -> direction.apply(algorithm, data)).toList();
            double[] nanos = new double[runs.size()];
            for (int turn = 0; turn < turns; turn++) {
                for (int i = 0; i < nanos.length; i++) {
                    double time = turn(runs.get(i));
                    nanos[i] = turn <= turns / 2 ? time : Math.min(nanos[i], time);
                }
            }
            int best = 0;
            for (int i = 1; i < nanos.length; i++) {
                best = nanos[i] < nanos[best] ? i : best;
            }
            return choice(possible.get(best), nanos[0] / nanos[best]);
        }
    }

    private static ConvChoice choice(ConvAlgorithm algorithm, double factor) {
        return new ConvChoice(
                algorithm,
                algorithm == ConvAlgorithm.DIRECT
                        ? "measured: the fastest"
                        : ConvPlanner.times("measured: %.1f times as fast as direct", factor));
    }

    /** Returns the nanoseconds of a run. */
    private double turn(Runnable run) {
        long start = System.nanoTime();
        long time = 0;
        int runs = 0;
        while (time < turnNanos) {
            run.run();
            runs++;
            time = System.nanoTime() - start;
        }
        return (double) time / runs;
    }

    /** Drawn weights, and buffers of drawn values. */
    private static final class Data {
        private final ConvGeometry g;
        private final Workspace workspace;
        private final SplittableRandom random = new SplittableRandom(1);
        private final ConvParameters parameters;
        private final MemorySegment gradients;

        Data(ConvGeometry g, Workspace workspace) {
            this.g = g;
            this.workspace = workspace;
            int k = g.output().channels();
            long weights = (long) k * g.taps();
            Parameter weight =
                    new Parameter(
                            "weight",
                            List.of(k, g.input().channels(), g.r(), g.s()),
                            drawn(workspace.floats(weights)),
                            0);
            Parameter bias =
                    new Parameter(
                            "bias", List.of(k), drawn(workspace.floats(k)), Float.BYTES * weights);
            parameters = new ConvParameters(weight, Optional.of(bias), false);
            gradients = workspace.floats(weights + k);
        }

        private MemorySegment drawn(MemorySegment memory) {
            for (long i = 0; i < memory.byteSize() / Float.BYTES; i++) {
                memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextFloat() - 0.5f);
            }
            return memory;
        }

        private Tensor tensor(Layout layout) {
            Tensor tensor = workspace.tensor(layout);
            drawn(tensor.segment());
            return tensor;
        }

        Runnable forward(ConvAlgorithm algorithm) {
            return run(ConvPlanner.forward(algorithm, g, parameters));
        }

        Runnable inputGradient(ConvAlgorithm algorithm) {
            return run(ConvPlanner.inputGradient(algorithm, g, parameters));
        }

        Runnable filterGradient(ConvAlgorithm algorithm) {
            return run(ConvPlanner.filterGradient(algorithm, g, parameters));
        }

        private Runnable run(ConvDirection direction) {
            for (int task = 0; task < direction.packTasks(); task++) {
                direction.pack(task);
            }
            Tensor x = tensor(Layout.of(g.input(), direction.inputHalo().max(g.padding())));
            Tensor y = tensor(Layout.of(g.output(), Halo.NONE));
            Tensor dx = tensor(Layout.of(g.input(), Halo.NONE));
            Tensor dy = tensor(Layout.of(g.output(), direction.gradientHalo()));
            PassBuffers buffers =
                    new PassBuffers(
                            0,
                            x,
                            y,
                            Optional.of(new PassBuffers.Gradients(dy, Optional.of(dx))),
                            workspace.floats(direction.scratchFloats()),
                            workspace);
            ConvStep step = direction.step(buffers, new ConvInput(g, x, workspace));
            return () -> step.run(gradients);
        }

        Runnable image(ConvAlgorithm algorithm) {
            ImagePlan plan = ConvPlanner.imagePlan(algorithm, g, parameters, 1, workspace);
            for (int task = 0; task < plan.packTasks(); task++) {
                plan.pack(task, false);
            }
            Tensor x = tensor(Layout.ofImage(g.input(), plan.inputHalo()));
            Tensor y = tensor(Layout.ofImage(g.output(), Halo.NONE));
            MemorySegment scratch = workspace.floats(plan.scratchFloats());
            ImagePass pass = plan.pass(new ImageBuffers(x, y, List.of(scratch)));
            return () -> {
                for (int task = 0; task < pass.tasks(); task++) {
                    pass.run(task, 0);
                }
            };
        }
    }
}
