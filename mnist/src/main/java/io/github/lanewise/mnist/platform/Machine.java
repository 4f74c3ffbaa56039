package io.github.lanewise.mnist.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The JVM and the processor of this run, in words. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Returns name and version of the JVM. */
    public static String jvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    /**
     * Returns the processor's name as Linux tells it, else the name of its architecture. Processors
     * other than x86 often have no name there.
     */
    public static String cpu() {
        return cpu(CPU_INFO).orElseGet(() -> System.getProperty("os.arch"));
    }

    /** Returns the value of the first line {@code model name : …} of a file, if there is one. */
    static Optional<String> cpu(Path cpuInfo) {
        if (!Files.isReadable(cpuInfo)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(cpuInfo);
            return lines.stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(name -> !name.isEmpty())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
