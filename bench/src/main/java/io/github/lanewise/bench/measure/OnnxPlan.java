package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.onnx.LanewiseOnnx;
import io.github.lanewise.bench.onnx.LanewiseOnnxLatency;
import io.github.lanewise.bench.onnx.LanewiseOnnxStartup;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.report.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which networks from ONNX files are measured. */
final class OnnxPlan {
    /** A careful guess at what a thread computes, for the time left. */
    private static final double FLOP_PER_SECOND = 5e10;

    private static final double LONG_CALL_SECONDS = 0.2;
    private static final double STARTUP_SECONDS = 4;
    private static final int BATCH = 64;

    private static final Network LENET_5 = new Network("lenet-5", 0.0004);
    private static final Network RESNET_50 = new Network("resnet-50", 4.1);
    private static final Network VGG_16 = new Network("vgg-16", 15.5);

    /** Measured with all numbers of threads, and in batches. */
    private static final List<Network> THOROUGHLY =
            List.of(
                    LENET_5,
                    new Network("vgg-28", 0.02),
                    VGG_16,
                    RESNET_50,
                    new Network("mobilenet-v1", 0.57));

    private static final List<Network> OTHERS =
            List.of(
                    new Network("mobilenet-v2", 0.3),
                    new Network("squeezenet", 0.35),
                    new Network("shufflenet-v2", 0.15),
                    new Network("densenet-121", 2.9),
                    new Network("googlenet", 1.6));

    private final Scope scope;
    private final List<Case> cases = new ArrayList<>();

    /**
     * A network of a classic family.
     *
     * @param name of the network
     * @param billions of multiply-adds for an image
     */
    private record Network(String name, double billions) {}

    private OnnxPlan(Scope scope) {
        this.scope = scope;
    }

    static List<Case> of(Scope scope) {
        OnnxPlan plan = new OnnxPlan(scope);
        if (scope.compares()) {
            for (int threads : scope.threads()) {
                THOROUGHLY.forEach(network -> plan.add(network, 1, threads));
            }
            OTHERS.forEach(network -> plan.add(network, 1, scope.threads().getFirst()));
            // So many images take VGG-16 a quarter of a minute.
            THOROUGHLY.stream()
                    .filter(network -> !network.equals(VGG_16))
                    .forEach(network -> plan.add(network, BATCH, scope.most()));
        } else {
            plan.add(RESNET_50, 1, scope.most());
        }
        plan.addLatency();
        plan.addStartup();
        return plan.cases;
    }

    private void add(Network network, int images, int threads) {
        double flop = 2e9 * network.billions() * images;
        double seconds = flop / (FLOP_PER_SECOND * threads);
        Timing timing = seconds < LONG_CALL_SECONDS ? Timing.NETWORK : Timing.LONG_CALL;
        String label =
                "%s, %d %s".formatted(network.name(), images, images == 1 ? "image" : "images");
        cases.addAll(
                new Everybody(LanewiseOnnx.class, "run", Peer::onnx, timing)
                        .cases(
                                scope,
                                Area.ONNX,
                                label,
                                Everybody.parameters(
                                        "model", network.name(),
                                        "images", images,
                                        "threads", threads),
                                seconds));
    }

    /** Percentiles of rare calls need many, for which there is time with peers. */
    private void addLatency() {
        Timing timing = scope.compares() ? Timing.OWN : Timing.NETWORK;
        cases.addAll(
                new Everybody(LanewiseOnnxLatency.class, "call", Peer::onnxLatency, timing)
                        .cases(
                                scope,
                                Area.ONNX,
                                "lenet-5, 1 image, call by call",
                                Everybody.parameters(
                                        "model", LENET_5.name(), "images", 1, "threads", 1),
                                0));
    }

    private void addStartup() {
        cases.addAll(
                new Everybody(
                                LanewiseOnnxStartup.class,
                                "firstPrediction",
                                Peer::onnxStartup,
                                Timing.OWN)
                        .cases(
                                scope,
                                Area.STARTUP,
                                "JVM start to the first prediction of LeNet-5 from an ONNX file",
                                Map.of(),
                                STARTUP_SECONDS));
    }
}
