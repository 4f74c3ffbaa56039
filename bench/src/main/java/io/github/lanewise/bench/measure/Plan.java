package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.ActivationBenchmark;
import io.github.lanewise.bench.BandwidthBenchmark;
import io.github.lanewise.bench.DenseBenchmark;
import io.github.lanewise.bench.FmaPeakBenchmark;
import io.github.lanewise.bench.MemoryLevel;
import io.github.lanewise.bench.OptimizerBenchmark;
import io.github.lanewise.bench.PoolBenchmark;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.product.LanewiseProduct;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a report measures, in its order. */
public final class Plan {
    private final Scope scope;
    private final List<Case> cases = new ArrayList<>();

    private Plan(Scope scope) {
        this.scope = scope;
    }

    /** Returns the cases. */
    public static List<Case> of(Scope scope) {
        Plan plan = new Plan(scope);
        plan.addLimits();
        plan.cases.addAll(ConvolutionPlan.of(scope));
        plan.addProducts();
        plan.addLayers();
        plan.cases.addAll(NetworkPlan.of(scope));
        plan.cases.addAll(OnnxPlan.of(scope));
        return plan.cases;
    }

    private void addLimits() {
        List<Integer> widths = FmaPeakBenchmark.widths();
        List<MemoryLevel> levels = MemoryLevel.ofThisMachine();
        for (int threads : scope.threads()) {
            boolean first = threads == scope.threads().getFirst();
            // Cores have arithmetic and small caches of their own; memory they share.
            for (int width : first ? widths : widths.subList(0, 1)) {
                add(
                        Area.LIMITS,
                        "FMA peak, %d bits".formatted(width),
                        FmaPeakBenchmark.class,
                        "multiplyAdd",
                        Map.of("width", width, "threads", threads));
            }
            for (MemoryLevel level : first ? levels : List.of(MemoryLevel.MEMORY)) {
                for (BandwidthBenchmark.Access access : BandwidthBenchmark.Access.values()) {
                    add(
                            Area.LIMITS,
                            "%s %s".formatted(level, access),
                            BandwidthBenchmark.class,
                            "run",
                            Map.of("level", level, "access", access, "threads", threads));
                }
            }
        }
    }

    private void addProducts() {
        for (String extents : List.of("48x64x128", "48x256x448")) {
            Map<String, String> parameters = Map.of("extents", extents);
            String label = extents.replace('x', '×');
            cases.add(
                    new Case(
                            ours(Area.PRODUCT, label),
                            LanewiseProduct.class,
                            "multiply",
                            parameters,
                            Timing.KERNEL,
                            0));
            for (Peer peer : scope.peers()) {
                peer.product()
                        .ifPresent(type ->
                                cases.add(
                                        new Case(
                                                new Subject(
                                                        Area.PRODUCT,
                                                        peer.name(),
                                                        peer.version(),
                                                        label),
                                                type,
                                                "multiply",
                                                parameters,
                                                Timing.KERNEL,
                                                0)));
            }
        }
    }

    private void addLayers() {
        for (String layer : scope.compares() ? List.of("400x120", "84x10") : List.of("400x120")) {
            addBothWays(
                    "dense " + layer.replace('x', '→'),
                    DenseBenchmark.class,
                    Map.of("layer", layer));
        }
        for (PoolBenchmark.Kind kind : pools()) {
            addBothWays(
                    "pooling 6×28×28",
                    PoolBenchmark.class,
                    Map.of("kind", kind, "input", "6x28x28"));
        }
        for (ActivationBenchmark.Kind kind : activations()) {
            addBothWays("activation", ActivationBenchmark.class, Map.of("kind", kind));
        }
        for (OptimizerBenchmark.Kind kind : OptimizerBenchmark.Kind.values()) {
            add(
                    Area.LAYERS,
                    "optimizer, 61,706 parameters",
                    OptimizerBenchmark.class,
                    "update",
                    Map.of("kind", kind));
        }
    }

    /** Without peers only the usual one. */
    private List<PoolBenchmark.Kind> pools() {
        return scope.compares()
                ? List.of(PoolBenchmark.Kind.values())
                : List.of(PoolBenchmark.Kind.MAXIMUM);
    }

    /** Without peers only the dearer one. */
    private List<ActivationBenchmark.Kind> activations() {
        return scope.compares()
                ? List.of(ActivationBenchmark.Kind.values())
                : List.of(ActivationBenchmark.Kind.TANH);
    }

    private void addBothWays(String label, Class<?> benchmark, Map<String, ?> parameters) {
        add(Area.LAYERS, label + ", forward", benchmark, "forward", parameters);
        add(Area.LAYERS, label + ", backward", benchmark, "backward", parameters);
    }

    private void add(
            Area area, String label, Class<?> benchmark, String method, Map<String, ?> parameters) {
        Map<String, String> texts = new LinkedHashMap<>();
        parameters.keySet().stream()
                .sorted()
                .forEach(name -> texts.put(name, String.valueOf(parameters.get(name))));
        Timing timing = area == Area.LIMITS ? Timing.LIMIT : Timing.KERNEL;
        cases.add(new Case(ours(area, label), benchmark, method, texts, timing, 0));
    }

    private Subject ours(Area area, String label) {
        return new Subject(area, Subject.LANEWISE, scope.version(), label);
    }
}
