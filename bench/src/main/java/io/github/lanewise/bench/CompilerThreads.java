package io.github.lanewise.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The threads in which the JVM compiles, as Linux sees them. Only their processor time tells that
 * nothing is being compiled: the JVM itself counts a compilation when it is over.
 */
record CompilerThreads(Path tasks) {
    /** Fields of a thread's {@code stat} after its name: processor time in user and system mode. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    /** Returns those of this JVM. */
    static CompilerThreads ofThisJvm() {
        return new CompilerThreads(Path.of("/proc/self/task"));
    }

    /**
     * Returns the ticks of processor time that all of them have used, where the system tells it.
     */
    OptionalLong ticks() {
        if (!Files.isDirectory(tasks)) {
            return OptionalLong.empty();
        }
        long ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                ticks += ticks(thread);
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(ticks);
    }

    private static long ticks(Path thread) throws IOException {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (!stat.substring(0, end).contains("Compiler")) {
                return 0;
            }
            String[] fields = stat.substring(end + 2).split(" ", -1);
            return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
