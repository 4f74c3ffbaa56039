package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs with images that are held out. */
class SelectionTest extends KeptRunFixture {
    @Test
    void imagesThatAreHeldOutShowInAllThatARunLeaves() throws IOException {
        Path events = folder.resolve("events");
        Outcome outcome =
                train(
                        List.of("--data=" + data, "--epochs=2", "--batch=30"),
                        "--validation=0.2",
                        "--best",
                        "--tensorboard=" + events);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains(
                        "120 training images, 30 validation images, 40 test images",
                        "  validation loss ",
                        "the best on the validation images.");
        assertThat(Files.readString(run.resolve("run.json")))
                .contains(
                        "\"training_images\":120",
                        "\"validation_images\":30",
                        "\"best\":true",
                        "\"--validation\":\"0.2\"");
        List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertThat(metrics.get(1)).contains("\"validation_loss\":", "\"validation_accuracy\":");
        assertThat(metrics.getLast()).contains("\"epoch\":");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("best validation accuracy", "validation loss</th>");
        assertThat(run.resolve("weights.safetensors"))
                .hasSameBinaryContentAs(run.resolve("best.safetensors"));
    }

    @Test
    void anImageMustBeLeftToLearnFrom() {
        assertThat(begin("--validation=150").err())
                .startsWith(
                        "--validation holds out 150 of the 150 training images, so that none is left;"
                                + " hold out fewer.");
        assertThat(begin("--validation=141").err())
                .startsWith(
                        "--validation holds out 141 of the 150 training images, but 140 at most leave an"
                                + " image of each class to learn from; hold out fewer.");
        Outcome outcome = begin("--validation=140");
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(outcome.err()).startsWith("--batch 30 is more than the 10 training images;");
    }

    @Test
    void aResumedRunEndsWithTheBestWeightsOfBefore() throws IOException {
        int seed = 0;
        do {
            seed++;
            run = folder.resolve("run" + seed);
            Outcome outcome =
                    begin(
                            "--model=lenet5-1998",
                            "--learning-rate=0.5",
                            "--schedule=constant",
                            "--validation=30",
                            "--best",
                            "--seed=" + seed);
            assertThat(outcome).isEqualTo(QUIET);
        } while (seed < 20 && endsWithTheLastEpoch());
        assertThat(endsWithTheLastEpoch()).isFalse();
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        Files.delete(run.resolve("weights.safetensors"));
        Files.delete(run.resolve(checkpoints().getLast()));
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(run.resolve("weights.safetensors")).hasBinaryContent(weights);
        assertThat(run.resolve("best.safetensors")).hasBinaryContent(weights);
    }

    private boolean endsWithTheLastEpoch() throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).getLast().contains("\"epoch\":3,");
    }

    @Test
    void aResumedRunKeepsItsSplit() {
        begin("--validation=30");
        assertThat(resume("--validation=30")).isEqualTo(QUIET);
        Outcome outcome = resume("--validation=0.3");
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(outcome.err()).startsWith("--validation 0.3 contradicts the run,");
    }
}
