package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs that end before their last epoch. */
class StopTest extends KeptRunFixture {
    private Outcome begin(int epochs, String... more) {
        return train(List.of("--data=" + data, "--epochs=" + epochs, "--batch=30"), more);
    }

    private List<String> metrics() throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl"));
    }

    private byte[] weights() throws IOException {
        return Files.readAllBytes(run.resolve("weights.safetensors"));
    }

    @Test
    void patienceIsCountedOverResumedSessions() throws IOException {
        Outcome outcome =
                begin(
                        40,
                        "--model=lenet5-1998",
                        "--learning-rate=0.5",
                        "--schedule=constant",
                        "--validation=30",
                        "--patience=2",
                        "--keep=100");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .containsPattern(
                        "Ended after epoch \\d+: none since epoch \\d+ was better on the validation"
                                + " images.")
                .contains("Test accuracy ");
        int events = metrics().size();
        assertThat(events).isLessThan(2 + 40);
        assertThat(metrics().getLast()).contains("\"reason\":\"Ended after epoch ");
        assertThat(Files.readString(run.resolve("run.json"))).contains("\"patience\":2");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("none since epoch")
                .doesNotContain("has not come to its end");
        byte[] weights = weights();
        for (int before : new int[] {0, 1, 2}) {
            for (String checkpoint :
                    checkpoints().subList(events - 2 - before, checkpoints().size())) {
                Files.delete(run.resolve(checkpoint));
            }
            Files.delete(run.resolve("weights.safetensors"));
            assertThat(resume("--keep=100")).isEqualTo(QUIET);
            assertThat(weights()).isEqualTo(weights);
            assertThat(metrics()).hasSize(events);
        }
    }

    @Test
    void endsWhereTheAccuracyIsReached() throws IOException {
        Outcome outcome = begin(3, "--until-accuracy=0.001");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("Ended after epoch 1: the accuracy on the test images is ");
        assertThat(metrics()).hasSize(3);
        byte[] weights = weights();
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(weights()).isEqualTo(weights);
        Outcome contradiction = resume("--until-accuracy=0.9");
        assertThat(contradiction.status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void aRunWhoseTimeIsOverGoesOnWithMoreTime() throws IOException {
        begin(12, "--average=0.5");
        byte[] whole = weights();
        run = folder.resolve("limited");
        // Sixty steps and twelve tests take longer than this, one step or a few may not.
        Outcome outcome = begin(12, "--average=0.5", "--time-limit=0.001s");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        Matcher ended =
                Pattern.compile(
                                "Ended after \\d\\.\\d s, (\\d+ epochs and \\d+ steps: the time is over\\.)")
                        .matcher(outcome.out());
        assertThat(ended.find()).as(outcome.out()).isTrue();
        assertThat(outcome.out()).contains("Test accuracy ", "Page written to ");
        List<String> checkpoints = checkpoints();
        byte[] limited = weights();
        assertThat(limited).isNotEqualTo(whole);
        Outcome again = train(List.of("--resume"));
        assertThat(again.out()).contains(ended.group(1));
        assertThat(checkpoints()).isEqualTo(checkpoints);
        assertThat(weights()).isEqualTo(limited);
        assertThat(resume("--time-limit=1h")).isEqualTo(QUIET);
        assertThat(weights()).isEqualTo(whole);
        assertThat(metrics().getLast()).doesNotContain("reason");
    }

    @Test
    void theBestEpochIsLeftWhereTheTimeIsOver() throws IOException {
        Outcome outcome = begin(100_000, "--best", "--time-limit=0.5s");
        // However slow the machine is, some epoch is complete in the end.
        for (int limit = 1; metrics().size() < 4; limit *= 2) {
            outcome = train(List.of("--resume", "--time-limit=" + limit + "s"));
        }
        assertThat(outcome.out()).contains("the time is over.", "The weights are those of epoch ");
        assertThat(run.resolve("best.safetensors")).hasBinaryContent(weights());
    }
}
