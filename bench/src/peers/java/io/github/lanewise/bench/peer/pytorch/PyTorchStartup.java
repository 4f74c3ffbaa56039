package io.github.lanewise.bench.peer.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import io.github.lanewise.bench.network.StartupBenchmark;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.LeNet5;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the start of a JVM to the first prediction by PyTorch. The program knows the layers of
 * LeNet-5 and reads their parameters, one after the other, from a plain file of floats. The first
 * start ever unpacks the native libraries into the cache of DJL; that one is a warm-up.
 */
@State(Scope.Thread)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"})
@SuppressWarnings("NullAway.Init") // JMH calls prepare().
public class PyTorchStartup extends StartupBenchmark {
    private static final String PARAMETERS = "lanewise.bench.parameters";

    private Path file;

    /** Writes the file of parameters and checks a first prediction. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        file = Files.createTempFile("lanewise-lenet5", ".floats");
        try (Network network = LeNet5.modern(1);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (Parameter parameter : network.parameters()) {
                channel.write(parameter.value().asByteBuffer());
            }
        }
        check();
    }

    /** Deletes the file. */
    @TearDown
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    protected Class<?> program() {
        return PyTorchStartup.class;
    }

    @Override
    protected List<String> jvmOptions() {
        return List.of("--enable-native-access=ALL-UNNAMED", "-D" + PARAMETERS + "=" + file);
    }

    /** Builds LeNet-5 from the file and classifies one image. */
    public static void main(String[] arguments) throws IOException {
        FloatBuffer floats =
                ByteBuffer.wrap(Files.readAllBytes(Path.of(System.getProperty(PARAMETERS))))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        NDManager manager = PyTorch.start(1);
        Shape images = new Shape(1, 28, 28, 1);
        try (PyTorchClassifier classifier =
                new PyTorchClassifier(manager, leNet5(manager, floats), images, true)) {
            predicted(classifier.predict(image()));
        }
    }

    private static List<PyTorchLayer> leNet5(NDManager manager, FloatBuffer floats) {
        Shape two = new Shape(2, 2);
        PyTorchLayer pool = new PyTorchLayer.MaxPool(two, two, new Shape(0, 0));
        return List.of(
                convolution(manager, floats, 2, 6, 1),
                PyTorchLayer.RELU,
                pool,
                convolution(manager, floats, 0, 16, 6),
                PyTorchLayer.RELU,
                pool,
                PyTorchLayer.FLATTEN,
                linear(manager, floats, 120, 400),
                PyTorchLayer.RELU,
                linear(manager, floats, 84, 120),
                PyTorchLayer.RELU,
                linear(manager, floats, LeNet5.CLASSES, 84));
    }

    private static PyTorchLayer convolution(
            NDManager manager, FloatBuffer floats, int padding, int filters, int channels) {
        Shape unit = new Shape(1, 1);
        float[] w = next(floats, filters * channels * 25);
        PtNDArray bias = PyTorch.array(manager, next(floats, filters), filters);
        return new PyTorchLayer.Convolution(
                PyTorch.channelsLast(manager, w, filters, channels, 5, 5),
                bias,
                unit,
                new Shape(padding, padding),
                unit,
                1);
    }

    private static PyTorchLayer linear(
            NDManager manager, FloatBuffer floats, int outputs, int inputs) {
        float[] w = next(floats, outputs * inputs);
        return new PyTorchLayer.Linear(
                PyTorch.array(manager, w, outputs, inputs),
                PyTorch.array(manager, next(floats, outputs), outputs));
    }

    private static float[] next(FloatBuffer floats, int count) {
        float[] values = new float[count];
        floats.get(values);
        return values;
    }
}
