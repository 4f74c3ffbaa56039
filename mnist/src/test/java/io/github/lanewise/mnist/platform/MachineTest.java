package io.github.lanewise.mnist.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir private Path folder;

    @Test
    void takesTheFirstNameThatLinuxGives() throws IOException {
        Path cpuInfo =
                Files.writeString(
                        folder.resolve("cpuinfo"),
                        """
                        processor\t: 0
                        model\t\t: 17
                        model name\t: AMD EPYC 9R14
                        processor\t: 1
                        model name\t: another
                        """);
        assertThat(Machine.cpu(cpuInfo)).contains("AMD EPYC 9R14");
    }

    @Test
    void hasNoNameWhereLinuxGivesNone() throws IOException {
        Path cpuInfo = Files.writeString(folder.resolve("cpuinfo"), "processor : 0\n");
        assertThat(Machine.cpu(cpuInfo)).isEmpty();
        assertThat(Machine.cpu(folder.resolve("missing"))).isEmpty();
        assertThat(Machine.cpu()).isNotBlank();
    }

    @Test
    void theClockCountsFromTheStartOfTheJvm() throws InterruptedException {
        double first = JvmClock.secondsSinceStart();
        Thread.sleep(30);
        double second = JvmClock.secondsSinceStart();
        assertThat(first).isGreaterThan(0);
        assertThat(second - first).isBetween(0.025, 30.0);
        long start = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        // The start of the process is known to a second only.
        assertThat(second).isLessThan((System.currentTimeMillis() - start) / 1000.0 + 1.1);
    }
}
