package io.github.lanewise.engine;

/** The JVM runs without {@code jdk.incubator.vector}; the message says which option to add. */
public final class MissingVectorModuleError extends Error {
    private static final long serialVersionUID = 1L;

    MissingVectorModuleError(String message) {
        super(message);
    }
}
