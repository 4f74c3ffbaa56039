package io.github.lanewise.engine.layer.conv;

/**
 * The transforms of minimal filtering F(m×m, 3×3): m×m outputs y of a filter g from n×n inputs d,
 * where n = m + 2, by n×n products: {@code y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A} (Lavin and Gray, arXiv
 * 1509.09308, equation 8). Each method is a transform along one dimension of a tile, for a number
 * of tiles or columns at a time; the lanes are opaque to it.
 */
interface WinogradTransform {
    /** Returns m, output rows and columns of a tile. */
    int outputs();

    /** Returns n, input rows and columns of a tile. */
    default int extent() {
        return outputs() + WinogradGrid.TAPS - 1;
    }

    /** Returns G, n×3. */
    double[][] filterMatrix();

    /** Writes Bᵀ d: n lines from n lines. */
    void input(WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count);

    /** Writes Aᵀ d + c: m lines from n lines. The L floats c stand from {@code constantAt} on. */
    void output(
            WinogradLines from,
            long fromOffset,
            WinogradLines to,
            long toOffset,
            int count,
            float[] constants,
            int constantAt);

    /** Writes A d, the adjoint of {@link #output}: n lines from m lines. */
    void gradient(WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count);

    /** Writes Gᵀ d: 3 lines from n lines. */
    void filterGradient(
            WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count);
}
