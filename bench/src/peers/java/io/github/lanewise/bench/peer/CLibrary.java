package io.github.lanewise.bench.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/** Functions of glibc that prepare the process for a native library. */
public final class CLibrary {
    /** Constants of malloc.h. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    /** Half of a heap of a thread: the largest value that older versions of glibc take. */
    private static final int MOST_BEFORE_2_35 = 32 << 20;

    private static final int GIBIBYTE = 1 << 30;
    private static final int HEAP_GROWTH = 1 << 26;

    private CLibrary() {}

    /**
     * Sets a variable of the environment for native code of this process; Java does not see it.
     *
     * @throws IllegalStateException if that is not possible
     */
    public static void setVariable(String name, String value) {
        int overwrite = 1;
        try (Arena arena = Arena.ofConfined()) {
            Object[] arguments = {arena.allocateFrom(name), arena.allocateFrom(value), overwrite};
            FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
            if (call("setenv", type, arguments) != 0) {
                throw new IllegalStateException("The variable %s cannot be set.".formatted(name));
            }
        }
    }

    /**
     * Has {@code malloc} keep what is freed instead of giving it back to the system, which would
     * fetch the pages of each large array anew, filled with zeros. PyTorch frees what is between
     * two operators and allocates it again in the next call; its makers recommend other allocators
     * for that reason.
     *
     * @throws IllegalStateException if that is not possible
     */
    public static void keepFreedMemory() {
        malloc(TRIM_THRESHOLD, GIBIBYTE);
        if (!accepts(MMAP_THRESHOLD, GIBIBYTE)) {
            malloc(MMAP_THRESHOLD, MOST_BEFORE_2_35);
        }
        malloc(TOP_PAD, HEAP_GROWTH);
    }

    private static boolean accepts(int option, int value) {
        FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
        return call("mallopt", type, option, value) == 1;
    }

    private static void malloc(int option, int value) {
        if (!accepts(option, value)) {
            throw new IllegalStateException(
                    "malloc does not accept %d for option %d.".formatted(value, option));
        }
    }

    @SuppressWarnings("restricted")
    private static int call(String function, FunctionDescriptor type, Object... arguments) {
        Linker linker = Linker.nativeLinker();
        try {
            return (int)
                    linker.downcallHandle(linker.defaultLookup().findOrThrow(function), type)
                            .invokeWithArguments(arguments);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
