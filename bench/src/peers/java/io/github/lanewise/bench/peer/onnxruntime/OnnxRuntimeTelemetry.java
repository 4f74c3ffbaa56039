package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.peer.CLibrary;

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

    /** Sets the variable for native code of this process, unless who started it has done so. */
    static void disable() {
        if (!OFF.equals(System.getenv(VARIABLE))) {
            CLibrary.setVariable(VARIABLE, OFF);
        }
    }
}
