package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.network.StartupBenchmark;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.LeNet5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the start of a JVM to the first prediction of a model file by ONNX Runtime. */
@State(Scope.Thread)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare().
public class OnnxRuntimeStartup extends StartupBenchmark {
    private static final String MODEL = "lanewise.bench.onnx";

    private Path model;

    /** Writes the model file and checks a first prediction. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        model = Files.createTempFile("lanewise-lenet5", ".onnx");
        try (Network network = LeNet5.modern(1)) {
            Files.write(model, OnnxModels.of(network, 1));
        }
        check();
    }

    /** Deletes the model file. */
    @TearDown
    public void close() throws IOException {
        Files.deleteIfExists(model);
    }

    @Override
    protected Class<?> program() {
        return OnnxRuntimeStartup.class;
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("--enable-native-access=ALL-UNNAMED", "-D" + MODEL + "=" + model);
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of(OnnxRuntimeTelemetry.VARIABLE, OnnxRuntimeTelemetry.OFF);
    }

    /** Loads the model file and classifies one image. */
    public static void main(String[] arguments) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(System.getProperty(MODEL)));
        long[] image = {1, 1, 28, 28};
        long[] classes = {1, LeNet5.CLASSES};
        try (OnnxRuntimeSession session = new OnnxRuntimeSession(bytes, image, classes, 1)) {
            session.setInput(image());
            session.run();
            predicted(session.output());
        }
    }
}
