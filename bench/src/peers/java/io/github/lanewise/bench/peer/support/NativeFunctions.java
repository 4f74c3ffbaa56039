package io.github.lanewise.bench.peer.support;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** Loads libraries with JavaCPP, and finds functions of theirs that it has no binding for. */
public final class NativeFunctions {
    static {
        // OpenBLAS's jar is older than JavaCPP's; the warning about it would go to stderr in every
        // fork.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    }

    private NativeFunctions() {}

    /**
     * Loads the library behind bindings.
     *
     * @param bindings a class that JavaCPP generated
     */
    public static void load(Class<?> bindings) {
        Loader.load(bindings);
    }

    /**
     * Sets a variable of this process's environment, unless it is set, for libraries that read it
     * when they are loaded.
     */
    @SuppressWarnings("restricted") // The forks allow native access.
    public static void setVariable(String name, String value) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setenv"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int status =
                    (int)
                            setenv.invokeExact(
                                    arena.allocateFrom(name), arena.allocateFrom(value), 0);
            if (status != 0) {
                throw new IllegalStateException("The variable %s was not set.".formatted(name));
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Finds a function of a loaded library.
     *
     * @throws IllegalStateException if no loaded library has it
     */
    @SuppressWarnings("restricted") // The forks allow native access.
    public static MethodHandle find(String name, FunctionDescriptor signature) {
        Pointer address = Loader.addressof(name);
        if (address == null) {
            throw new IllegalStateException("No loaded library has a function %s.".formatted(name));
        }
        return Linker.nativeLinker()
                .downcallHandle(MemorySegment.ofAddress(address.address()), signature);
    }
}
