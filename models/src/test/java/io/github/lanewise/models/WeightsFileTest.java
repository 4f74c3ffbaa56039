package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.safetensors.NamedTensor;
import io.github.lanewise.models.safetensors.SafetensorsException;
import io.github.lanewise.models.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
    @TempDir private Path folder;

    @Test
    void carriesEveryBitFromOneNetworkToAnother() {
        Path file = folder.resolve("lenet.safetensors");
        try (Network trained = LeNet5.modern(1);
                Network fresh = LeNet5.modern(2)) {
            trained.parameters().get(1).set(new float[] {-0f, 1e-40f, 3.5f, Float.NaN, 0, -7});
            WeightsFile.save(trained, file, Map.of("model", "lenet5"));
            assertThat(WeightsFile.load(fresh, file)).containsExactly(Map.entry("model", "lenet5"));
            for (int i = 0; i < trained.parameters().size(); i++) {
                assertThat(bits(fresh.parameters().get(i)))
                        .containsExactly(bits(trained.parameters().get(i)));
            }
        }
    }

    /** An inference that has packed the old weights sees those of the file. */
    @Test
    void isSeenByAnInferenceThatHasAnswered() {
        Path file = folder.resolve("lenet.safetensors");
        float[] image = new float[LeNet5.INPUT.elements()];
        Arrays.fill(image, 0.5f);
        try (Network one = LeNet5.modern(1);
                Network two = LeNet5.modern(2);
                Workers workers = new Workers(1);
                Inference ofOne = new Inference(one, workers);
                Inference ofTwo = new Inference(two, workers)) {
            float[] expected = ofOne.predict(image);
            assertThat(ofTwo.predict(image)).isNotEqualTo(expected);
            WeightsFile.save(one, file, Map.of());
            WeightsFile.load(two, file);
            assertThat(ofTwo.predict(image)).containsExactly(expected);
        }
    }

    /** PyTorch's count of steps of a batch normalization is no parameter, and no mistake. */
    @Test
    void passesOverTheCountOfSteps() throws IOException {
        Path file = folder.resolve("norm.safetensors");
        Shape input = Shape.of(2, 3, 3);
        try (Network network = Network.of(input).add("bn", BatchNorm2d.standard()).build(1)) {
            List<NamedTensor> tensors = new ArrayList<>();
            for (Parameter parameter : network.parameters()) {
                tensors.add(new NamedTensor(parameter.name(), new int[] {2}, parameter.value()));
            }
            MemorySegment steps = MemorySegment.ofArray(new float[1]);
            tensors.add(new NamedTensor("bn.num_batches_tracked", new int[] {1}, steps));
            SafetensorsWriter.write(file, Map.of(), tensors);
            WeightsFile.load(network, file);
            tensors.add(new NamedTensor("other.num_batches_tracked", new int[] {1}, steps));
            SafetensorsWriter.write(file, Map.of(), tensors);
            assertThatThrownBy(() -> WeightsFile.load(network, file))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("other.num_batches_tracked");
        }
    }

    @Test
    void writesEqualBytesForEqualWeights() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        try (Network network = LeNet5.modern(3);
                Network same = LeNet5.modern(3)) {
            WeightsFile.save(network, one, Map.of("a", "1", "b", "2"));
            WeightsFile.save(same, two, Map.of("b", "2", "a", "1"));
        }
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void readsMetadataAlone() {
        Path file = folder.resolve("file");
        try (Network network = LeNet5.modern(1)) {
            WeightsFile.save(network, file, Map.of("key", "value"));
        }
        assertThat(WeightsFile.metadata(file)).containsExactly(Map.entry("key", "value"));
    }

    @Test
    void namesEverythingThatDoesNotFit() {
        List<NamedTensor> tensors = lenet5();
        tensors.removeLast();
        tensors.removeFirst();
        tensors.set(0, new NamedTensor("conv1.bias", new int[] {3, 2}, new float[6]));
        tensors.set(7, new NamedTensor("fc3.weight", new int[] {10, 48}, new float[480]));
        tensors.add(new NamedTensor("extra\n", new int[0], new float[1]));
        tensors.add(new NamedTensor("fc4.bias", new int[] {2}, new float[2]));
        Path file = write(tensors);
        assertThatLoading(file)
                .hasMessage(
                        file
                                + ": these weights do not fit the network (missing: 'conv1.weight',"
                                + " 'fc3.bias'; of another shape: 'conv1.bias' [3, 2] instead of"
                                + " [6], 'fc3.weight' [10, 48] instead of [10, 84]; left over:"
                                + " 'extra\\u000a', 'fc4.bias'); name the model that they belong"
                                + " to.")
                .isInstanceOfSatisfying(
                        WeightsException.class,
                        failure -> {
                            assertThat(failure.missing())
                                    .containsExactly("conv1.weight", "fc3.bias");
                            assertThat(failure.misshapen())
                                    .containsExactly("conv1.bias", "fc3.weight");
                            assertThat(failure.mistyped()).isEmpty();
                            assertThat(failure.leftOver()).containsExactly("extra\n", "fc4.bias");
                        });
    }

    /** Before the first parameter changes, whatever its place in the file. */
    @Test
    void refusesAParameterThatIsNoFloat() throws IOException {
        Path file = write(lenet5());
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        int type = header.indexOf("F32", header.indexOf("\"fc3.bias\""));
        bytes[type] = 'I';
        Files.write(file, bytes);
        assertThatLoading(file)
                .hasMessageContaining("(of a type other than float: 'fc3.bias')")
                .isInstanceOfSatisfying(
                        WeightsException.class,
                        failure -> assertThat(failure.mistyped()).containsExactly("fc3.bias"));
    }

    @Test
    void aLongListIsCutInTheMessageOnly() {
        List<NamedTensor> tensors = lenet5();
        for (int i = 0; i < 52; i++) {
            tensors.add(new NamedTensor("extra" + i, new int[0], new float[1]));
        }
        assertThatLoading(write(tensors))
                .hasMessageContaining(", 'extra49' and 2 more); name the model")
                .isInstanceOfSatisfying(
                        WeightsException.class,
                        failure -> assertThat(failure.leftOver()).hasSize(52));
    }

    /** As PyTorch's DataParallel saves them. */
    @Test
    void tellsThatAllNamesHaveAPrefix() {
        List<NamedTensor> tensors =
                lenet5().stream()
                        .map(t -> new NamedTensor("module." + t.name(), t.shape(), t.data()))
                        .toList();
        assertThatLoading(write(tensors))
                .isInstanceOf(WeightsException.class)
                .hasMessageEndingWith(
                        ": the names in the file begin with 'module.', those of the network do"
                                + " not; save the weights of the module inside.");
    }

    /** The names, order of axes and step counts of torchvision's vgg11_bn. */
    @Test
    void loadsTheStateOfAVggFromPyTorch() {
        Shape input = Shape.of(3, 32, 32);
        List<NamedTensor> tensors = new ArrayList<>();
        int[] filters = {64, 128, 256, 256, 512, 512, 512, 512};
        int[] places = {0, 4, 8, 11, 15, 18, 22, 25};
        int channels = 3;
        for (int i = 0; i < filters.length; i++) {
            int k = filters[i];
            addPair(tensors, "features." + places[i], k, k, channels, 3, 3);
            String norm = "features." + (places[i] + 1);
            addPair(tensors, norm, k, k);
            tensors.add(new NamedTensor(norm + ".running_mean", new int[] {k}, new float[k]));
            tensors.add(new NamedTensor(norm + ".running_var", new int[] {k}, new float[k]));
            tensors.add(
                    new NamedTensor(norm + ".num_batches_tracked", new int[0], new float[] {9}));
            channels = k;
        }
        addPair(tensors, "classifier.0", 4096, 4096, 512);
        addPair(tensors, "classifier.3", 4096, 4096, 4096);
        addPair(tensors, "classifier.6", 10, 10, 4096);
        Path file = write(tensors);
        try (Network network = Vgg.VGG11.withBatchNorm().layers(input, 10).build(1)) {
            WeightsFile.load(network, file);
            assertThat(network.parameters().getLast().toArray()).containsOnly(0.5f);
        }
    }

    private static void addPair(List<NamedTensor> tensors, String layer, int k, int... weight) {
        int count = Arrays.stream(weight).reduce(1, (a, b) -> a * b);
        tensors.add(new NamedTensor(layer + ".weight", weight, new float[count]));
        float[] bias = new float[k];
        Arrays.fill(bias, 0.5f);
        tensors.add(new NamedTensor(layer + ".bias", new int[] {k}, bias));
    }

    @Test
    void saysWhereAFileCannotBeWritten() {
        Path file = folder.resolve("missing").resolve("file");
        try (Network network = LeNet5.modern(1)) {
            assertThatThrownBy(() -> WeightsFile.save(network, file, Map.of()))
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    /** Asserts on the failure, and that it left the network as it was. */
    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatLoading(Path file) {
        try (Network network = LeNet5.modern(1)) {
            int[] before = bits(network.parameters().getFirst());
            var failure = assertThatThrownBy(() -> WeightsFile.load(network, file));
            assertThat(bits(network.parameters().getFirst())).containsExactly(before);
            return failure;
        }
    }

    /** All parameters of LeNet-5, all zero. */
    private static List<NamedTensor> lenet5() {
        List<NamedTensor> tensors = new ArrayList<>();
        try (Network network = LeNet5.modern(1)) {
            for (Parameter parameter : network.parameters()) {
                int[] shape = parameter.extents().stream().mapToInt(i -> i).toArray();
                tensors.add(new NamedTensor(parameter.name(), shape, new float[parameter.count()]));
            }
        }
        return tensors;
    }

    private Path write(List<NamedTensor> tensors) {
        Path file = folder.resolve("weights.safetensors");
        SafetensorsWriter.write(file, Map.of(), tensors);
        assertThat(Files.exists(file)).isTrue();
        return file;
    }

    private static int[] bits(Parameter parameter) {
        float[] values = parameter.toArray();
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
