package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.Flops;
import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.DataLayout;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.convolution.LanewiseConvolution;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement.Subject;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.bench.shape.ShapeFile;
import io.github.lanewise.bench.shape.ShapeFile.NamedShape;
import io.github.lanewise.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which convolutions are measured. Whoever computes a layer is measured right after the others, so
 * that all meet the same state of the machine.
 *
 * <p>The layers of the networks that Lanewise trains are measured in three directions. With peers
 * typical ones also from plain arrays, and large layers of one image are added. Every layer of
 * well-known networks goes forward, on one thread, against those peers that know all directions: a
 * batch of as many images as there are lanes is one task for Lanewise.
 */
final class ConvolutionPlan {
    /** A careful guess at what a thread computes, for the time left. */
    private static final double FLOP_PER_SECOND = 1.2e11;

    private static final double LONG_CALL_SECONDS = 0.2;

    private static final List<String> OURS = List.of("lenet5", "vgg28");
    private static final List<String> SINGLE_IMAGE = List.of("single");
    private static final List<String> NETWORKS = List.of("vgg16", "resnet50", "alexnet", "awkward");

    private final Scope scope;
    private final List<Case> cases = new ArrayList<>();

    private ConvolutionPlan(Scope scope) {
        this.scope = scope;
    }

    static List<Case> of(Scope scope) {
        ConvolutionPlan plan = new ConvolutionPlan(scope);
        plan.add();
        return plan.cases;
    }

    private void add() {
        if (!scope.compares()) {
            layers(OURS).stream()
                    .filter(ConvolutionPlan::isTypical)
                    .forEach(layer -> addDirections(layer, List.of(), List.of(scope.most())));
            return;
        }
        for (NamedShape layer : layers(OURS)) {
            addDirections(layer, scope.peers(), scope.threads());
            if (isTypical(layer)) {
                addPlainCallers(layer);
            }
        }
        layers(SINGLE_IMAGE).forEach(this::addTraining);
        layers(NETWORKS).stream().filter(ConvolutionPlan::repeats).forEach(this::addForward);
    }

    /**
     * Not the shortcuts of a residual network, which it has once, nor the layers that mirror its
     * 1×1 outputs, nor the later ones of AlexNet, which VGG-16 has alike.
     */
    private static boolean repeats(NamedShape layer) {
        return !layer.name().matches(".* conv\\d_1 shortcut|.* conv.* 1×1 in|AlexNet conv[45]");
    }

    /** Small layers, and one that stands for the large ones. */
    private static boolean isTypical(NamedShape layer) {
        return layer.shape().k() <= 16 || layer.shape().c() >= 64;
    }

    private static List<NamedShape> layers(List<String> files) {
        return files.stream().flatMap(file -> ShapeFile.builtIn(file).stream()).toList();
    }

    private void addDirections(NamedShape layer, List<Peer> peers, List<Integer> threadCounts) {
        for (Direction direction : Direction.values()) {
            for (int threads : threadCounts) {
                addOurs(layer, direction, DataLayout.OWN, threads);
                for (Peer peer : peers) {
                    // Those that only go forward are measured with most threads only.
                    if (knowsAllDirections(peer, layer.shape()) || threads == scope.most()) {
                        addPeer(peer, layer, direction, DataLayout.OWN, threads);
                    }
                }
            }
        }
    }

    private void addTraining(NamedShape layer) {
        List<Peer> peers =
                scope.peers().stream()
                        .filter(peer -> knowsAllDirections(peer, layer.shape()))
                        .toList();
        addDirections(layer, peers, scope.threads());
    }

    private void addForward(NamedShape layer) {
        addOurs(layer, Direction.FORWARD, DataLayout.OWN, 1);
        for (Peer peer : scope.peers()) {
            if (knowsAllDirections(peer, layer.shape())) {
                addPeer(peer, layer, Direction.FORWARD, DataLayout.OWN, 1);
            }
        }
    }

    private void addPlainCallers(NamedShape layer) {
        addOurs(layer, Direction.FORWARD, DataLayout.NCHW, scope.most());
        for (Peer peer : scope.peers()) {
            if (peer.hasOwnLayout()) {
                addPeer(peer, layer, Direction.FORWARD, DataLayout.NCHW, scope.most());
            }
        }
    }

    private static boolean knowsAllDirections(Peer peer, ConvShape shape) {
        return Stream.of(Direction.values())
                .allMatch(direction -> peer.convolution(shape, direction).isPresent());
    }

    private void addOurs(NamedShape layer, Direction direction, DataLayout layout, int threads) {
        if (LanewiseConvolution.supports(layer.shape())) {
            int lanes = Tensor.LANES;
            int computed = Math.ceilDiv(layer.shape().n(), lanes) * lanes;
            int busy = Math.min(threads, computed / lanes);
            double flop = Flops.convolution(layer.shape().withImages(computed));
            double seconds = flop / (FLOP_PER_SECOND * busy);
            Subject subject =
                    new Subject(Area.CONVOLUTION, Subject.LANEWISE, scope.version(), layer.label());
            cases.add(
                    new Case(
                            subject,
                            LanewiseConvolution.class,
                            "run",
                            parameters(layer, direction, layout, threads),
                            seconds < LONG_CALL_SECONDS ? Timing.KERNEL : Timing.LONG_CALL,
                            seconds));
        }
    }

    private void addPeer(
            Peer peer, NamedShape layer, Direction direction, DataLayout layout, int threads) {
        Optional<Class<? extends ConvolutionBenchmark>> benchmark =
                peer.convolution(layer.shape(), direction);
        if (benchmark.isEmpty()) {
            return;
        }
        int used = Math.min(threads, peer.mostThreads());
        double seconds = Flops.convolution(layer.shape()) / (FLOP_PER_SECOND * used);
        Subject subject = new Subject(Area.CONVOLUTION, peer.name(), peer.version(), layer.label());
        cases.add(
                new Case(
                        subject,
                        benchmark.get(),
                        "run",
                        parameters(layer, direction, layout, used),
                        seconds < LONG_CALL_SECONDS ? Timing.KERNEL : Timing.LONG_CALL,
                        seconds));
    }

    private static Map<String, String> parameters(
            NamedShape layer, Direction direction, DataLayout layout, int threads) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("layer", layer.shape().toString());
        parameters.put("direction", direction.toString());
        parameters.put("layout", layout.toString());
        parameters.put("threads", Integer.toString(threads));
        return parameters;
    }
}
