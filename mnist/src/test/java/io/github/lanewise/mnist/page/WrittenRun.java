package io.github.lanewise.mnist.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The folder of a run, as a test wants it. */
final class WrittenRun {
    static final String START =
            "{\"event\":\"run\",\"model\":\"lenet5\",\"seed\":1,\"epochs\":9,\"data\":\"drawn digits\"}\n";

    private WrittenRun() {}

    static Path of(Path folder, String... lines) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("metrics.jsonl"), String.join("", lines));
        return folder;
    }

    /** The line of an epoch with a test accuracy. */
    static String epoch(int epoch, double accuracy) {
        return String.format(
                Locale.ROOT,
                "{\"event\":\"epoch\",\"epoch\":%d,\"train_loss\":%.4f,\"train_accuracy\":0.9,"
                        + "\"test_loss\":0.08,\"test_accuracy\":%s,\"images_per_second\":21000,"
                        + "\"seconds\":2.5,\"learning_rate\":0.05}%n",
                epoch,
                0.3 / epoch,
                accuracy);
    }

    /** The last line, with the epoch whose weights the run leaves and its test accuracy. */
    static String end(int epoch, double accuracy) {
        return String.format(
                Locale.ROOT,
                "{\"event\":\"end\",\"epoch\":%d,\"test_accuracy\":%s,\"seconds_since_start\":9}%n",
                epoch,
                accuracy);
    }

    /** The line of an epoch after which nothing was a number. */
    static String diverged(int epoch) {
        return ("{\"event\":\"epoch\",\"epoch\":"
                        + epoch
                        + ",\"train_loss\":null,\"test_loss\":null,")
                + "\"train_accuracy\":0.1,\"test_accuracy\":0.098,\"images_per_second\":9,"
                + "\"seconds\":1,\"learning_rate\":0.05}\n";
    }
}
