package io.github.lanewise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompilerThreadsTest {
    @TempDir private Path tasks = Path.of("");

    /** The fields of a thread are: number, name, state, ten more, user time, system time, more. */
    private void thread(int number, String name, int user, int system) throws IOException {
        Path folder = Files.createDirectory(tasks.resolve(Integer.toString(number)));
        Files.writeString(
                folder.resolve("stat"),
                "%d (%s) S 1 2 3 4 5 6 7 8 9 10 %d %d 20 0 5"
                        .formatted(number, name, user, system));
    }

    @Test
    void onlyCompilersCount() throws IOException {
        thread(7, "C2 CompilerThre", 120, 3);
        thread(8, "C1 CompilerThre", 40, 1);
        thread(9, "main", 5000, 70);
        Files.createDirectory(tasks.resolve("10")); // a thread that has just ended
        assertThat(new CompilerThreads(tasks).ticks()).hasValue(164);
    }

    @Test
    void unknownElsewhere() {
        assertThat(new CompilerThreads(tasks.resolve("none")).ticks()).isEmpty();
    }
}
