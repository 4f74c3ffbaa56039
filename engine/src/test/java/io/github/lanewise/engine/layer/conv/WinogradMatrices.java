package io.github.lanewise.engine.layer.conv;

/** The matrices of minimal filtering F(m, 3) in one dimension, as the sources give them. */
final class WinogradMatrices {
    /** Lavin and Gray, arXiv 1509.09308, equation 6. */
    static final WinogradMatrices F2 =
            new WinogradMatrices(
                    new double[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
                    new double[][] {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}},
                    new double[][] {{1, 1, 1, 0}, {0, 1, -1, -1}});

    /** The points 0, ±a, ±b and ∞, as in the design's page on Winograd convolution. */
    static final WinogradMatrices F4 = of(5.0 / 8, 3.0 / 2);

    private final double[][] bt;
    private final double[][] g;
    private final double[][] at;

    private WinogradMatrices(double[][] bt, double[][] g, double[][] at) {
        this.bt = bt;
        this.g = g;
        this.at = at;
    }

    private static WinogradMatrices of(double a, double b) {
        double p = a * a * b * b;
        double s = a * a + b * b;
        double atA = 2 * a * a * (a * a - b * b);
        double atB = 2 * b * b * (b * b - a * a);
        return new WinogradMatrices(
                new double[][] {
                    {p, 0, -s, 0, 1, 0},
                    {0, -a * b * b, -b * b, a, 1, 0},
                    {0, a * b * b, -b * b, -a, 1, 0},
                    {0, -b * a * a, -a * a, b, 1, 0},
                    {0, b * a * a, -a * a, -b, 1, 0},
                    {0, p, 0, -s, 0, 1}
                },
                new double[][] {
                    {1 / p, 0, 0},
                    {1 / atA, a / atA, a * a / atA},
                    {1 / atA, -a / atA, a * a / atA},
                    {1 / atB, b / atB, b * b / atB},
                    {1 / atB, -b / atB, b * b / atB},
                    {0, 0, 1}
                },
                new double[][] {
                    {1, 1, 1, 1, 1, 0},
                    {0, a, -a, b, -b, 0},
                    {0, a * a, a * a, b * b, b * b, 0},
                    {0, a * a * a, -a * a * a, b * b * b, -b * b * b, 1}
                });
    }

    /** Returns Bᵀ, n×n. */
    double[][] bt() {
        return bt;
    }

    /** Returns G, n×3. */
    double[][] g() {
        return g;
    }

    /** Returns Aᵀ, m×n. */
    double[][] at() {
        return at;
    }

    /** Returns m. */
    int outputs() {
        return at.length;
    }

    /** Returns n. */
    int extent() {
        return bt.length;
    }

    /** Returns Aᵀ [(G g) ⊙ (Bᵀ d)]. */
    double[] filter(double[] filter, double[] input) {
        double[] u = multiply(g, filter);
        double[] v = multiply(bt, input);
        for (int i = 0; i < v.length; i++) {
            v[i] *= u[i];
        }
        return multiply(at, v);
    }

    /**
     * Returns the largest of the sums that the outputs are of in one dimension, if all inputs and
     * weights are 1 and nothing cancels: {@code max_p Σ_i |Aᵀ[p][i]| Σ|G[i]| Σ|Bᵀ[i]|}.
     */
    double forwardMagnitude() {
        double largest = 0;
        for (double[] row : at) {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += Math.abs(row[i]) * absoluteSum(g[i]) * absoluteSum(bt[i]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** The same for the gradient of the filters: {@code max_r Σ_i |G[i][r]| Σ|A[i]| Σ|Bᵀ[i]|}. */
    double filterGradientMagnitude() {
        double[][] a = transpose(at);
        double largest = 0;
        for (double[] column : transpose(g)) {
            double sum = 0;
            for (int i = 0; i < column.length; i++) {
                sum += Math.abs(column[i]) * absoluteSum(a[i]) * absoluteSum(bt[i]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static double absoluteSum(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += Math.abs(value);
        }
        return sum;
    }

    static double[] multiply(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    static double[][] transpose(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < transposed.length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }
}
