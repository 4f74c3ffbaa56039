package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed at random moments ends with the bits of one that never was. */
class KilledRunTest {
    private static final String CHECKPOINT_EVERY = "--checkpoint-every=3";

    private static final int KILLS = 20;
    private static final int INTERRUPTED = 128 + 2;

    private static final int MOST_ATTEMPTS = 10;
    private static final int TERMINATED = 128 + 15;

    @TempDir private Path folder;
    private Path whole;

    @BeforeEach
    void trainWithoutInterruption() throws IOException {
        DigitFolder.write(folder.resolve("data"), 600, 50);
        whole = folder.resolve("whole");
        List<String> arguments = arguments(whole, 2);
        assertThat(Program.run(arguments.toArray(String[]::new)))
                .isEqualTo(new Program.Outcome(0, "", ""));
    }

    /** 38 steps in each epoch, the last with 8 images. */
    private List<String> arguments(Path run, int threads) {
        List<String> arguments = new ArrayList<>(List.of("train", "--run=" + run, "--quiet"));
        arguments.add("--threads=" + threads);
        if (Files.exists(run.resolve("run.json"))) {
            arguments.add("--resume");
        } else {
            arguments.addAll(
                    List.of(
                            "--data=" + folder.resolve("data"),
                            "--epochs=12",
                            "--batch=16",
                            "--nesterov",
                            CHECKPOINT_EVERY));
        }
        return arguments;
    }

    @Test
    @Timeout(300)
    void endsWithTheSameBitsHoweverOftenItIsKilled() throws IOException, InterruptedException {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        int kills = 0;
        for (int run = 0; kills < KILLS; run++) {
            Path killed = folder.resolve("killed" + run);
            while (kills < KILLS && killOnce(killed, random)) {
                kills++;
            }
            // The last of them ends by itself; those before have, as they were too fast to be
            // killed.
            if (kills == KILLS) {
                assertThat(Program.run(arguments(killed, 2).toArray(String[]::new)).status())
                        .as("seed %d", seed)
                        .isZero();
            }
            assertSame(killed, "seed " + seed);
        }
    }

    /** Returns whether the process was still there to be killed. */
    private boolean killOnce(Path run, Random random) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Set<Path> before = checkpoints(run);
        Process process = ChildJvm.start(err, arguments(run, 1 + random.nextInt(2)));
        try {
            if (random.nextInt(4) > 0) {
                while (process.isAlive() && before.containsAll(checkpoints(run))) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
            } else {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
            }
        } finally {
            process.destroyForcibly();
        }
        int status = process.waitFor();
        assertThat(status).as(Files.readString(err)).isIn(0, 128 + 9);
        return status != 0;
    }

    private static Set<Path> checkpoints(Path run) throws IOException {
        Set<Path> checkpoints = new HashSet<>();
        if (Files.isDirectory(run)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(run, "checkpoint-*")) {
                files.forEach(checkpoints::add);
            }
        }
        return checkpoints;
    }

    private void assertSame(Path run, String description) throws IOException {
        for (String file : List.of("weights.safetensors", "best.safetensors")) {
            assertThat(Files.readAllBytes(run.resolve(file)))
                    .as("%s, %s", file, description)
                    .isEqualTo(Files.readAllBytes(whole.resolve(file)));
        }
        assertThat(metrics(run)).as(description).isEqualTo(metrics(whole));
        assertThat(run.toFile().list())
                .as(description)
                .containsExactlyInAnyOrder(whole.toFile().list());
    }

    /** The metrics but times and threads. */
    private static List<String> metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(line ->
                        line.replaceAll(
                                "\"(images_per_second|seconds|seconds_since_start|threads)\":[^,}]*",
                                ""))
                .toList();
    }

    @Test
    @Timeout(120)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
    void anInterruptedRunWritesACheckpointAndSaysSo() throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Path run = folder.resolve("run");
        Set<Path> before = interrupt(run, err);
        for (int again = 1; again < MOST_ATTEMPTS && isEnded(run); again++) {
            run = folder.resolve("run" + again);
            before = interrupt(run, err);
        }
        assertThat(Files.readString(err))
                .endsWith("The run was stopped before its end; go on with --resume.\n");
        assertThat(checkpoints(run)).isNotEqualTo(before);
        List<String> resumed = arguments(run, 2);
        resumed.add(CHECKPOINT_EVERY);
        assertThat(Program.run(resumed.toArray(String[]::new)))
                .isEqualTo(new Program.Outcome(0, "", ""));
        assertSame(run, "after Ctrl-C");
    }

    /** The process may have been too fast to be interrupted. */
    private static boolean isEnded(Path run) {
        return Files.exists(run.resolve("weights.safetensors"));
    }

    /** Interrupts a run after an epoch, and returns the checkpoints that there were then. */
    private Set<Path> interrupt(Path run, Path err) throws IOException, InterruptedException {
        List<String> onlyAfterEpochs = arguments(run, 1);
        onlyAfterEpochs.remove(CHECKPOINT_EVERY);
        Process process = ChildJvm.start(err, onlyAfterEpochs);
        Set<Path> before = Set.of();
        boolean ignored = ignoresInterrupts();
        try {
            while (process.isAlive() && before.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(1);
                before = checkpoints(run);
            }
            String signal = ignored ? "-TERM" : "-INT";
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
            int stopped = ignored ? TERMINATED : INTERRUPTED;
            assertThat(process.waitFor())
                    .as(Files.readString(err))
                    .isEqualTo(isEnded(run) ? 0 : stopped);
        } finally {
            process.destroyForcibly();
        }
        return before;
    }

    /** A shell has the commands that it starts in the background ignore Ctrl-C, and theirs too. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
