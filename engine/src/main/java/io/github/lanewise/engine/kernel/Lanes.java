package io.github.lanewise.engine.kernel;

import io.github.lanewise.engine.VectorModule;

/**
 * The width of the vectors that the whole engine uses: 16, 8 or 4 floats, the processor's own
 * unless the system property {@value #PROPERTY} forces another.
 */
public final class Lanes {
    /** System property that forces the lane count; for tests. */
    public static final String PROPERTY = "lanewise.lanes";

    /** L: floats per vector, and images per lane group. */
    public static final int COUNT;

    /** Bytes per vector. */
    public static final int BYTES;

    /** Vector registers that a kernel may count on: 32, or 16 on x86 without AVX-512. */
    public static final int REGISTERS;

    static {
        VectorModule.require();
        COUNT = count(System.getProperty(PROPERTY), PreferredSpecies.LANES);
        BYTES = COUNT * Float.BYTES;
        boolean x86 = System.getProperty("os.arch").matches("amd64|x86_64");
        REGISTERS = x86 && PreferredSpecies.LANES < 16 ? 16 : 32;
    }

    private Lanes() {}

    /** Returns the lane count for the value of the property ({@code null} if unset). */
    static int count(String forced, int preferred) {
        if (forced == null || forced.isEmpty()) {
            return preferred >= 16 ? 16 : preferred >= 8 ? 8 : 4;
        }
        return switch (forced) {
            case "16" -> 16;
            case "8" -> 8;
            case "4" -> 4;
            default ->
                    throw new IllegalArgumentException(
                            "The system property "
                                    + PROPERTY
                                    + " is '"
                                    + forced
                                    + "'; set it to 16, 8 or 4, or leave it out.");
        };
    }
}
