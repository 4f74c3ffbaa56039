package io.github.lanewise.mnist.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How many threads compute. */
final class ThreadArguments {
    private static final int MOST = 1024;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads that compute, 1 to 1024; results do not depend on it"
                            + " (default: the processors of this machine).")
    private Optional<Integer> threads = Optional.empty();

    /** Returns whether the option is there. */
    boolean given() {
        return threads.isPresent();
    }

    int count() {
        threads.ifPresent(count -> Checks.range("--threads", count, 1, MOST));
        return threads.orElseGet(() -> Math.min(Runtime.getRuntime().availableProcessors(), MOST));
    }
}
