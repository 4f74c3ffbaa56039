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
    void refusesAFileThatLacksAParameter() {
        List<NamedTensor> tensors = lenet5();
        tensors.removeLast();
        assertThatLoading(write(tensors))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining("there is no tensor 'fc3.bias'");
    }

    @Test
    void refusesAFileWithAParameterOfAnotherShape() {
        List<NamedTensor> tensors = lenet5();
        tensors.set(9, new NamedTensor("fc3.bias", new int[] {5, 2}, new float[10]));
        assertThatLoading(write(tensors))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining("'fc3.bias' of shape [5, 2] should have shape [10]");
    }

    @Test
    void refusesAFileWithMoreThanTheNetworkHas() {
        List<NamedTensor> tensors = lenet5();
        for (int i = 0; i < 8; i++) {
            tensors.add(new NamedTensor("extra" + i + "\n", new int[0], new float[1]));
        }
        Path file = write(tensors);
        assertThatLoading(file)
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        file
                                + ": the network has no parameter named 'extra0?', 'extra1?',"
                                + " 'extra2?', 'extra3?', 'extra4?', 'extra5?' (and 2 more); name"
                                + " the model that these weights belong to.");
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
