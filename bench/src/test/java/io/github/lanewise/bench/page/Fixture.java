package io.github.lanewise.bench.page;

import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement;
import io.github.lanewise.bench.report.Measurement.Subject;
import io.github.lanewise.bench.report.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up measurements of all areas. */
final class Fixture {
    static final String UNSTABLE_LAYER = "VGG-16 conv4_2, N=1";
    static final String MISSING_LAYER = "Awkward 1×7, N=16";
    static final String STRANGE_LABEL = "Awkward <b>3×3</b> & \"groups\" | 4_x, N=16";

    private static final double PEAK = 150;
    private static final List<String> CONVOLUTION_PEERS =
            List.of("oneDNN", "OpenBLAS", "VectorBLAS");
    private static final List<String> NETWORK_PEERS = List.of("PyTorch", "ONNX Runtime");

    private final SplittableRandom random = new SplittableRandom(3);
    private final List<Measurement> measurements = new ArrayList<>();

    private Fixture() {}

    /** Returns all areas, ours and five peers. */
    static Results all() {
        Fixture fixture = new Fixture();
        fixture.limits();
        fixture.convolutions();
        fixture.products();
        fixture.layers();
        fixture.training();
        fixture.inference();
        fixture.onnx();
        fixture.startup();
        return new Results(machine(), fixture.measurements);
    }

    /** Returns all areas, ours alone. */
    static Results ours() {
        return new Results(
                machine(),
                all().measurements().stream().filter(each -> each.subject().ours()).toList());
    }

    /** Returns one area. */
    static Results only(Area area) {
        return new Results(
                machine(),
                all().measurements().stream()
                        .filter(each -> each.subject().area() == area)
                        .toList());
    }

    private static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("date", "2026-07-01");
        machine.put("version", "0.1.0-SNAPSHOT");
        machine.put("commit", "8886326");
        machine.put("jvm", "OpenJDK 64-Bit Server VM 25.0.1+8-LTS");
        machine.put("cpu", "AMD EPYC 9754 128-Core Processor");
        machine.put("processors", "2");
        machine.put("lanes", "16");
        return machine;
    }

    private record What(Area area, String subject, String label, String benchmark) {}

    private record How(String mode, String unit, Map<String, String> parameters) {}

    private void add(What what, How how, double score, Map<String, Double> quantities) {
        double spread = what.label().equals(UNSTABLE_LAYER) ? 0.4 : 0.04;
        List<Double> factors = new ArrayList<>();
        for (int fork = 0; fork < 3; fork++) {
            factors.add(1 + spread * (fork - 1) / 2 + random.nextDouble(-0.005, 0.005));
        }
        Map<String, List<double[]>> values = new LinkedHashMap<>();
        quantities.forEach((name, mean) -> values.put(name, forks(mean, factors)));
        Map<Double, Double> percentiles = new LinkedHashMap<>();
        if (how.mode().equals("sample")) {
            double[] percents = {0, 50, 90, 95, 99, 99.9, 99.99, 100};
            for (int i = 0; i < percents.length; i++) {
                percentiles.put(percents[i], score * (0.9 + 0.1 * i * i));
            }
        }
        Map<String, String> notes = new LinkedHashMap<>();
        if (what.area() == Area.CONVOLUTION || what.area() == Area.PRODUCT) {
            boolean winograd = what.label().contains("conv3") && what.subject().equals("oneDNN");
            notes.put("implementation", winograd ? "jit_winograd:avx512" : "tile <8×3>");
            notes.put("error", Double.toString(random.nextDouble(1e-7, 9e-7)));
        }
        String version = what.subject().equals(Subject.LANEWISE) ? "0.1.0-SNAPSHOT" : "3.1";
        measurements.add(
                new Measurement(
                        new Subject(what.area(), what.subject(), version, what.label()),
                        what.benchmark(),
                        how.mode(),
                        how.unit(),
                        how.parameters(),
                        forks(score, factors),
                        values,
                        percentiles,
                        notes));
    }

    private static List<double[]> forks(double mean, List<Double> factors) {
        return factors.stream()
                .map(factor -> new double[] {mean * factor * 0.99, mean * factor * 1.01})
                .toList();
    }

    private void limits() {
        for (int threads = 1; threads <= 2; threads++) {
            for (int width = 512; width >= 128; width /= 2) {
                add(
                        new What(
                                Area.LIMITS,
                                Subject.LANEWISE,
                                "FMA peak",
                                "FmaPeakBenchmark.multiplyAdd"),
                        new How(
                                "thrpt",
                                "ops/s",
                                Map.of("width", "" + width, "threads", "" + threads)),
                        1e5,
                        Map.of(Measurement.GFLOPS, PEAK * threads * width / 512));
            }
            double speed = 640;
            for (String level : List.of("L1", "L2", "L3", "MEMORY")) {
                for (String access : List.of("READ", "WRITE", "COPY")) {
                    add(
                            new What(
                                    Area.LIMITS,
                                    Subject.LANEWISE,
                                    "Bandwidth",
                                    "BandwidthBenchmark.move"),
                            new How(
                                    "thrpt",
                                    "ops/s",
                                    Map.of(
                                            "level", level,
                                            "access", access,
                                            "threads", "" + threads)),
                            1e6,
                            Map.of(
                                    Measurement.GIGABYTES,
                                    speed * threads * random.nextDouble(.5, 1)));
                }
                speed /= 3.7;
            }
        }
    }

    private List<String> layers16() {
        List<String> layers = new ArrayList<>();
        int[] depths = {2, 2, 3, 3, 3};
        for (int block = 1; block <= depths.length; block++) {
            for (int i = 1; i <= depths[block - 1]; i++) {
                layers.add("VGG-16 conv%d_%d, N=1".formatted(block, i));
            }
        }
        for (int block = 2; block <= 5; block++) {
            for (String branch : List.of("branch2a", "branch2b", "branch2c")) {
                layers.add("ResNet-50 res%da_%s, N=1".formatted(block, branch));
            }
        }
        layers.add("LeNet-5 conv1, N=64");
        layers.add("LeNet-5 conv2, N=64");
        layers.add(STRANGE_LABEL);
        layers.add(MISSING_LAYER);
        return layers;
    }

    private void convolutions() {
        List<String> subjects = new ArrayList<>(List.of(Subject.LANEWISE));
        subjects.addAll(CONVOLUTION_PEERS);
        for (String label : layers16()) {
            for (String direction : List.of("FORWARD", "BACKWARD_DATA", "BACKWARD_WEIGHTS")) {
                for (int threads = 1; threads <= 2; threads++) {
                    for (String subject : subjects) {
                        convolution(label, direction, threads, subject);
                    }
                }
            }
        }
    }

    private void convolution(String label, String direction, int threads, String subject) {
        boolean can = !label.equals(MISSING_LAYER) || subject.equals(Subject.LANEWISE);
        boolean awkward = label.startsWith("Awkward <") && subject.equals("VectorBLAS");
        if (!can || awkward) {
            return;
        }
        double share =
                switch (subject) {
                    case Subject.LANEWISE -> random.nextDouble(.45, .92);
                    case "oneDNN" -> random.nextDouble(.4, .95);
                    case "OpenBLAS" -> random.nextDouble(.1, .5);
                    default -> random.nextDouble(.03, .3);
                };
        for (String layout : List.of("OWN", "NCHW")) {
            double reached = layout.equals("OWN") ? share : share * random.nextDouble(.6, .98);
            add(
                    new What(Area.CONVOLUTION, subject, label, subject + "Convolution.run"),
                    new How(
                            "thrpt",
                            "ops/s",
                            Map.of(
                                    "layer",
                                    "64x64_3x3_56_p1_n1",
                                    "direction",
                                    direction,
                                    "layout",
                                    layout,
                                    "threads",
                                    "" + threads)),
                    1000 * reached,
                    Map.of(
                            Measurement.GFLOPS,
                            reached * PEAK * threads,
                            Measurement.PEAK_SHARE,
                            reached));
        }
    }

    private void products() {
        for (String extents : List.of("48x64x128", "48x256x448")) {
            for (String subject : List.of(Subject.LANEWISE, "OpenBLAS", "VectorBLAS")) {
                double share = random.nextDouble(.5, .95);
                add(
                        new What(Area.PRODUCT, subject, extents.replace("x", " × "), "P.multiply"),
                        new How("thrpt", "ops/s", Map.of("extents", extents)),
                        1e5 * share,
                        Map.of(Measurement.GFLOPS, share * PEAK, Measurement.PEAK_SHARE, share));
            }
        }
    }

    private void layers() {
        add(
                new What(
                        Area.LAYERS, Subject.LANEWISE, "Dense 400 → 120", "DenseBenchmark.forward"),
                new How("thrpt", "ops/s", Map.of("layer", "400x120")),
                52_000,
                Map.of(Measurement.GFLOPS, 80.2, Measurement.PEAK_SHARE, .534));
        add(
                new What(Area.LAYERS, Subject.LANEWISE, "Maximum 2×2", "PoolBenchmark.backward"),
                new How("thrpt", "ops/s", Map.of("kind", "MAXIMUM", "input", "6x28x28")),
                81_000,
                Map.of(Measurement.GIGABYTES, 61.5));
    }

    private void training() {
        for (int threads = 1; threads <= 2; threads++) {
            for (String subject : List.of(Subject.LANEWISE, "PyTorch")) {
                network("LeNet-5", subject, threads, 60_000);
                network("VGG 28×28", subject, threads, 1_900);
            }
        }
    }

    private void network(String network, String subject, int threads, double speed) {
        double images = speed * threads * (subject.equals(Subject.LANEWISE) ? 1 : .42);
        Map<String, String> parameters = Map.of("network", network, "threads", "" + threads);
        add(
                new What(Area.TRAINING, subject, network, subject + "TrainingStep.step"),
                new How("thrpt", "ops/s", parameters),
                images / 64,
                Map.of(
                        Measurement.IMAGES,
                        images,
                        Measurement.GFLOPS,
                        PEAK * .4,
                        Measurement.PEAK_SHARE,
                        .4 / threads,
                        Measurement.ALLOCATION,
                        subject.equals("PyTorch") ? 51_230.0 : 24.3));
        add(
                new What(Area.TRAINING, subject, network + " epoch", subject + "Epoch.epoch"),
                new How("ss", "s/op", parameters),
                62_000 / images,
                Map.of());
    }

    private void inference() {
        List<String> subjects = new ArrayList<>(List.of(Subject.LANEWISE));
        subjects.addAll(NETWORK_PEERS);
        for (int images : List.of(1, 64)) {
            for (String subject : subjects) {
                double time = images * 1.8 + (subject.equals("PyTorch") ? 160 : 14);
                add(
                        new What(
                                Area.INFERENCE,
                                subject,
                                "LeNet-5, %d image%s".formatted(images, images == 1 ? "" : "s"),
                                subject + "Inference.predict"),
                        new How(
                                "sample",
                                "us/op",
                                Map.of("network", "LENET5", "images", "" + images, "threads", "1")),
                        time * random.nextDouble(.8, 1.2),
                        Map.of(Measurement.ALLOCATION, images * 56.0));
            }
        }
    }

    private void onnx() {
        for (String subject : List.of(Subject.LANEWISE, "ONNX Runtime")) {
            double time = subject.equals(Subject.LANEWISE) ? 18 : 24;
            Map<String, String> parameters = Map.of("model", "lenet-5", "threads", "1");
            for (int images : List.of(1, 64)) {
                add(
                        new What(
                                Area.ONNX,
                                subject,
                                "lenet-5, %d images".formatted(images),
                                subject + "Onnx.run"),
                        new How("avgt", "us/op", parameters),
                        images * time,
                        Map.of(Measurement.ALLOCATION, 0.1));
            }
            add(
                    new What(Area.ONNX, subject, "lenet-5, calls", subject + "OnnxLatency.call"),
                    new How("sample", "us/op", parameters),
                    time,
                    Map.of());
        }
    }

    private void startup() {
        for (String subject : List.of(Subject.LANEWISE, "PyTorch", "ONNX Runtime")) {
            add(
                    new What(
                            Area.STARTUP,
                            subject,
                            "LeNet-5, 1 image",
                            subject + "Startup.firstPrediction"),
                    new How("ss", "ms/op", Map.of()),
                    subject.equals(Subject.LANEWISE) ? 310 : 1_240,
                    Map.of());
        }
        for (String subject : List.of(Subject.LANEWISE, "PyTorch")) {
            measurements.add(warmUp(subject));
        }
    }

    private Measurement warmUp(String subject) {
        List<double[]> forks = new ArrayList<>();
        for (int fork = 0; fork < 3; fork++) {
            double[] curve = new double[20];
            double last = subject.equals(Subject.LANEWISE) ? 118_000 : 51_000;
            for (int i = 0; i < curve.length; i++) {
                curve[i] = last * (1 - Math.exp(-(i + .4) / 2.5)) * random.nextDouble(.94, 1.04);
            }
            forks.add(curve);
        }
        return new Measurement(
                new Subject(Area.STARTUP, subject, "3.1", "LeNet-5, first seconds of training"),
                subject + "WarmUp.step",
                "thrpt",
                "ops/s",
                Map.of("network", "LENET5", "threads", "2"),
                forks,
                Map.of(Measurement.IMAGES, forks),
                Map.of(),
                Map.of());
    }
}
