package io.github.lanewise.bench.peer.support;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** Functions of libraries that JavaCPP loads but has no binding for. */
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
