package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.network.BenchmarkNetwork;
import io.github.lanewise.bench.network.LanewiseEpoch;
import io.github.lanewise.bench.network.LanewiseInference;
import io.github.lanewise.bench.network.LanewiseStartup;
import io.github.lanewise.bench.network.LanewiseTrainingStep;
import io.github.lanewise.bench.network.LanewiseWarmUp;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.report.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which whole networks are measured: training, inference, start-up. */
final class NetworkPlan {
    /** Guesses at how long an epoch takes, for the time left. */
    private static final double LENET5_EPOCH_SECONDS = 3;

    private static final double VGG28_EPOCH_SECONDS = 30;
    private static final double STARTUP_SECONDS = 4;

    private final Scope scope;
    private final List<Case> cases = new ArrayList<>();

    private NetworkPlan(Scope scope) {
        this.scope = scope;
    }

    static List<Case> of(Scope scope) {
        NetworkPlan plan = new NetworkPlan(scope);
        plan.addTraining(BenchmarkNetwork.LENET5);
        plan.addTraining(BenchmarkNetwork.VGG28);
        plan.addInference(BenchmarkNetwork.LENET5, List.of(1, 64));
        if (scope.compares()) {
            plan.addInference(BenchmarkNetwork.VGG28, List.of(1, 64));
            plan.addInference(BenchmarkNetwork.VGG16, List.of(1));
        }
        plan.addStartup();
        return plan.cases;
    }

    private void addTraining(BenchmarkNetwork network) {
        Everybody step =
                new Everybody(
                        LanewiseTrainingStep.class, "step", Peer::trainingStep, Timing.NETWORK);
        boolean small = network == BenchmarkNetwork.LENET5;
        List<Integer> threadCounts =
                small || scope.compares() ? scope.threads() : List.of(scope.most());
        for (int threads : threadCounts) {
            add(
                    Area.TRAINING,
                    network.title() + " training step, batch 64",
                    step,
                    Everybody.parameters("network", network, "threads", threads),
                    0);
        }
        if (small || scope.compares()) {
            add(
                    Area.TRAINING,
                    network.title() + " first epoch, 60,000 images",
                    new Everybody(LanewiseEpoch.class, "epoch", Peer::epoch, Timing.OWN),
                    Everybody.parameters("network", network, "threads", scope.most()),
                    small ? LENET5_EPOCH_SECONDS : VGG28_EPOCH_SECONDS);
        }
    }

    private void addInference(BenchmarkNetwork network, List<Integer> batches) {
        Everybody inference =
                new Everybody(LanewiseInference.class, "predict", Peer::inference, Timing.NETWORK);
        for (int images : batches) {
            List<Integer> threadCounts =
                    images == 1 && scope.compares()
                            ? scope.threads()
                            : List.of(images == 1 ? scope.threads().getFirst() : scope.most());
            for (int threads : threadCounts) {
                add(
                        Area.INFERENCE,
                        "%s, %d %s"
                                .formatted(
                                        network.title(), images, images == 1 ? "image" : "images"),
                        inference,
                        Everybody.parameters(
                                "network", network, "images", images, "threads", threads),
                        0);
            }
        }
    }

    private void addStartup() {
        add(
                Area.STARTUP,
                "JVM start to the first prediction of LeNet-5",
                new Everybody(LanewiseStartup.class, "firstPrediction", Peer::startup, Timing.OWN),
                Map.of(),
                STARTUP_SECONDS);
        add(
                Area.STARTUP,
                "LeNet-5, first five seconds of training",
                new Everybody(LanewiseWarmUp.class, "step", Peer::warmUp, Timing.OWN),
                Everybody.parameters("network", BenchmarkNetwork.LENET5, "threads", scope.most()),
                0);
    }

    private void add(
            Area area,
            String label,
            Everybody who,
            Map<String, String> parameters,
            double secondsPerCall) {
        cases.addAll(who.cases(scope, area, label, parameters, secondsPerCall));
    }
}
