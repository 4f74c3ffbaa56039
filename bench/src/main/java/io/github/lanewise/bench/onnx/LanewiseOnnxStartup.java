package io.github.lanewise.bench.onnx;

import io.github.lanewise.bench.network.BenchmarkNetwork;
import io.github.lanewise.bench.network.StartupBenchmark;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.OnnxOptions;
import io.github.lanewise.models.onnx.write.NetworkExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the start of a JVM to the first prediction of LeNet-5 from an ONNX file by Lanewise. The
 * file is written before the clock starts.
 */
@SuppressWarnings("NullAway.Init") // JMH calls prepare().
public class LanewiseOnnxStartup extends StartupBenchmark {
    private static final String MODEL = "lanewise.bench.onnx";

    private Path model;

    /** Writes the model and checks a first prediction. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        model = Files.createTempFile("lanewise-lenet5", ".onnx");
        try (Network network = BenchmarkNetwork.LENET5.build()) {
            NetworkExport.of(network).images(1).withProbabilities().model().write(model);
        }
        check();
    }

    @Override
    protected Class<?> program() {
        return LanewiseOnnxStartup.class;
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("--add-modules=jdk.incubator.vector", "-D" + MODEL + "=" + model);
    }

    /** Deletes the model. */
    @TearDown
    public void close() throws IOException {
        Files.deleteIfExists(model);
    }

    /** Predicts one image; the file of the model is named by a system property. */
    public static void main(String[] arguments) {
        Path file = Path.of(System.getProperty(MODEL));
        try (OnnxModel lenet = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(1))) {
            predicted(lenet.run(image()));
        }
    }
}
