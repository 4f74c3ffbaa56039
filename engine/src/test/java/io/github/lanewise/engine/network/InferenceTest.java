package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InferenceTest {
    private static final Shape INPUT = Shape.of(2, 6, 7);
    private static final int CLASSES = 4;

    private static Network network() {
        return Network.of(INPUT)
                .add(Conv2d.of(5, 3).same())
                .add(new Relu())
                .add(MaxPool2d.of(2))
                .add(new Flatten())
                .add(Dropout.of(0.5))
                .add(Dense.of(CLASSES))
                .build(1);
    }

    @Property(tries = 60)
    void theNumberOfThreadsChangesNoBitAndTheNumberOfImagesOnlyTheLast(
            @ForAll @IntRange(min = 1, max = 100) int images,
            @ForAll @IntRange(min = 1, max = 5) int threads,
            @ForAll long seed) {
        float[] x = Values.uniform(seed, images * INPUT.elements());
        try (Network network = network();
                Workers one = new Workers(1);
                Workers many = new Workers(threads);
                Inference alone = new Inference(network, one);
                Inference shared = new Inference(network, many)) {
            float[] probabilities = alone.predict(x);
            assertThat(shared.predict(x)).containsExactly(probabilities);
            float[] last = Arrays.copyOfRange(x, x.length - INPUT.elements(), x.length);
            int from = probabilities.length - CLASSES;
            assertThat(shared.predict(last))
                    .containsExactly(
                            Arrays.copyOfRange(probabilities, from, from + CLASSES), within(1e-6f));
        }
    }

    @Property(tries = 60)
    void resultsAgreeWithEachOther(
            @ForAll @IntRange(min = 1, max = 100) int images, @ForAll long seed) {
        float[] x = Values.uniform(seed, images * INPUT.elements());
        int[] labels = Values.labels(seed, images, CLASSES);
        try (Network network = network();
                Workers workers = new Workers(2);
                Inference inference = new Inference(network, workers)) {
            float[] probabilities = inference.predict(x);
            int[] classes = inference.classify(x);
            Evaluation evaluation = inference.evaluate(Samples.of(x, labels, INPUT));
            int correct = 0;
            int[] confusion = new int[CLASSES * CLASSES];
            double loss = 0;
            for (int n = 0; n < images; n++) {
                float sum = 0;
                for (int k = 0; k < CLASSES; k++) {
                    float p = probabilities[n * CLASSES + k];
                    assertThat(p).isLessThanOrEqualTo(probabilities[n * CLASSES + classes[n]]);
                    sum += p;
                }
                assertThat(sum).isCloseTo(1, within(1e-6f));
                correct += classes[n] == labels[n] ? 1 : 0;
                confusion[labels[n] * CLASSES + classes[n]]++;
                loss -= Math.log(probabilities[n * CLASSES + labels[n]]) / images;
            }
            assertThat(evaluation.images()).isEqualTo(images);
            assertThat(evaluation.correct()).isEqualTo(correct);
            assertThat(evaluation.accuracy()).isEqualTo((double) correct / images);
            assertThat(evaluation.loss()).isCloseTo(loss, within(1e-5));
            for (int i = 0; i < confusion.length; i++) {
                assertThat(evaluation.confusion().count(i / CLASSES, i % CLASSES))
                        .isEqualTo(confusion[i]);
            }
        }
    }

    /** One image goes another way than many do. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void changedParametersAreSeen(int images) {
        float[] x = Values.uniform(1, images * INPUT.elements());
        try (Network network = network();
                Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            float[] bias = new float[CLASSES];
            bias[2] = 1000;
            inference.predict(x);
            network.parameters().getLast().set(bias);
            assertThat(inference.classify(x)).containsOnly(2);
            bias[1] = 2000;
            Parameter last = network.parameters().getLast();
            MemorySegment.copy(bias, 0, last.value(), ValueLayout.JAVA_FLOAT, 0, CLASSES);
            assertThat(inference.classify(x)).as("not told of the change").containsOnly(2);
            last.changed();
            assertThat(inference.classify(x)).containsOnly(1);
        }
    }

    /** After a training step too, nothing of the old parameters is left. */
    @Test
    void trainedParametersAreSeen() {
        float[] x = Values.uniform(1, INPUT.elements());
        try (Network network = network();
                Workers workers = new Workers(2);
                Inference inference = new Inference(network, workers);
                Training training = Training.of(network).batch(1).workers(workers).build()) {
            float[] before = inference.predict(x);
            training.step(Samples.of(x, new int[1], INPUT), new int[1], 0, 1, 0.1);
            float[] after = inference.predict(x);
            assertThat(after[0]).isGreaterThan(before[0]);
            try (Inference fresh = new Inference(network, workers)) {
                assertThat(fresh.predict(x)).containsExactly(after);
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithOneSentence() {
        try (Network network = network();
                Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            assertThatThrownBy(() -> inference.predict(new float[85]))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("85")
                    .hasMessageContaining("2×6×7");
            Samples none = Samples.of(new float[0], new int[0], INPUT);
            assertThatThrownBy(() -> inference.evaluate(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no image");
            Samples mislabelled = Samples.of(new float[84], new int[] {4}, INPUT);
            assertThatThrownBy(() -> inference.evaluate(mislabelled))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("label 4");
            Samples wide = Samples.of(new float[96], new int[] {4}, Shape.of(2, 6, 8));
            assertThatThrownBy(() -> inference.evaluate(wide))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("2×6×8")
                    .hasMessageContaining("2×6×7");
            assertThat(inference.predict(new float[0])).isEmpty();
        }
    }
}
