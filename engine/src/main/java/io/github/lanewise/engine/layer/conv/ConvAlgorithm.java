package io.github.lanewise.engine.layer.conv;

/** How a convolution is computed. */
public enum ConvAlgorithm {
    /**
     * For each direction what is expected to be fastest. Rounding errors may be about twice those
     * of the direct sum.
     */
    AUTOMATIC("automatic"),
    /** The sum as it is defined; for every geometry. */
    DIRECT("direct"),
    /**
     * Minimal filtering F(2×2, 3×3): 16 multiplications for 4 outputs instead of 36. About as
     * accurate as the direct sum. An input that is infinite or NaN makes all outputs of its tiles
     * NaN, and so does a gradient on the way back.
     */
    WINOGRAD_2X2("Winograd F(2×2, 3×3)"),
    /**
     * Minimal filtering F(4×4, 3×3): 36 multiplications for 16 outputs instead of 144. Rounding
     * errors are about twice those of the direct sum. Infinite inputs and NaN spread over tiles.
     */
    WINOGRAD_4X4("Winograd F(4×4, 3×3)");

    private final String title;

    ConvAlgorithm(String title) {
        this.title = title;
    }

    /** Returns the name in the field's own writing. */
    public String title() {
        return title;
    }
}
