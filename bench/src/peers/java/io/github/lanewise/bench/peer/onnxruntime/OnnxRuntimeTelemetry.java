package io.github.lanewise.bench.peer.onnxruntime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The environment variable that keeps ONNX Runtime from collecting and sending facts about the
 * machine. Without it 1.29.0 also matches the command line of the process with a recursive regular
 * expression as soon as it is loaded, and a class path of four kilobytes overflows the stack.
 */
final class OnnxRuntimeTelemetry {
    /** Name of the variable. */
    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    /** What it is set to. */
    static final String OFF = "1";

    private OnnxRuntimeTelemetry() {}

    /**
     * Sets the variable for native code of this process, unless it has been set by who started it.
     */
    @SuppressWarnings("restricted")
    static void disable() {
        if (OFF.equals(System.getenv(VARIABLE))) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setenv"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int overwrite = 1;
            int status =
                    (int)
                            setenv.invokeExact(
                                    arena.allocateFrom(VARIABLE),
                                    arena.allocateFrom(OFF),
                                    overwrite);
            if (status != 0) {
                throw new IllegalStateException(
                        "The variable %s cannot be set.".formatted(VARIABLE));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
