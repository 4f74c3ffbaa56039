package io.github.lanewise.mnist.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The filters that image processing used before networks learned theirs, at the size of the filters
 * that they are compared with.
 *
 * <p>Sources: I. Sobel, G. Feldman, "A 3×3 isotropic gradient operator for image processing",
 * Stanford Artificial Intelligence Project, 1968; J. M. S. Prewitt, "Object enhancement and
 * extraction", in Picture Processing and Psychopictorics, 1970; the two Laplacians and the binomial
 * Gaussian as in R. C. Gonzalez, R. E. Woods, "Digital Image Processing". They are 3×3, and
 * bilinear between their weights at other sizes.
 */
final class HandMadeFilters {
    /** Size of the published filters. */
    private static final int SIZE = 3;

    private static final int ORIENTATIONS = 8;
    private static final int PHASES = 4;

    /** Wavelengths as multiples of the filter's shorter side. */
    private static final List<Double> WAVELENGTHS = List.of(0.5, 0.75, 1.0, 1.5);

    /** Two pixels: a shorter wave cannot be told from a longer one. */
    private static final double SHORTEST_WAVE = 2;

    /** Weights below this are rounding. */
    private static final double NOTHING = 1e-6;

    private final List<HandMadeFilter> filters = new ArrayList<>();
    private final int height;
    private final int width;

    /** Makes the filters of a size. */
    HandMadeFilters(int height, int width) {
        this.height = height;
        this.width = width;
        balanced("Sobel x", -1, 0, 1, -2, 0, 2, -1, 0, 1);
        balanced("Sobel y", -1, -2, -1, 0, 0, 0, 1, 2, 1);
        balanced("Sobel diagonal \\", -2, -1, 0, -1, 0, 1, 0, 1, 2);
        balanced("Sobel diagonal /", 0, 1, 2, -1, 0, 1, -2, -1, 0);
        balanced("Prewitt x", -1, 0, 1, -1, 0, 1, -1, 0, 1);
        balanced("Prewitt y", -1, -1, -1, 0, 0, 0, 1, 1, 1);
        balanced("Prewitt diagonal \\", -1, -1, 0, -1, 0, 1, 0, 1, 1);
        balanced("Prewitt diagonal /", 0, 1, 1, -1, 0, 1, -1, -1, 0);
        balanced("Laplacian of 4 neighbours", 0, 1, 0, 1, -4, 1, 0, 1, 0);
        balanced("Laplacian of 8 neighbours", 1, 1, 1, 1, -8, 1, 1, 1, 1);
        filters.add(new HandMadeFilter("Gaussian", sized(1, 2, 1, 2, 4, 2, 1, 2, 1), false));
        int side = Math.min(height, width);
        double[] waves =
                WAVELENGTHS.stream()
                        .mapToDouble(factor -> Math.max(SHORTEST_WAVE, factor * side))
                        .distinct()
                        .toArray();
        DoubleStream.of(waves).forEach(this::addGabors);
    }

    /** Returns all of them, those with names of people first. */
    List<HandMadeFilter> all() {
        return List.copyOf(filters);
    }

    /** What a filter is most like. */
    record Match(HandMadeFilter filter, double similarity) {}

    /** Returns the filter with the highest similarity, the first of equals. */
    Match closest(Plane filter) {
        Match best = new Match(filters.getFirst(), filters.getFirst().similarity(filter));
        for (HandMadeFilter other : filters) {
            double similarity = other.similarity(filter);
            if (similarity > best.similarity) {
                best = new Match(other, similarity);
            }
        }
        return best;
    }

    private void balanced(String name, double... weights) {
        balanced(name, sized(weights));
    }

    /** Leaves out what has no weights left, as a sine at its zeros or an edge of one pixel. */
    private void balanced(String name, Plane plane) {
        Plane weights = plane.centred();
        if (weights.largest() > NOTHING) {
            filters.add(new HandMadeFilter(name, weights, true));
        }
    }

    private Plane sized(double... weights) {
        return Plane.of(SIZE, SIZE, (row, column) -> weights[row * SIZE + column])
                .resized(height, width);
    }

    private void addGabors(double wavelength) {
        for (int orientation = 0; orientation < ORIENTATIONS; orientation++) {
            for (int phase = 0; phase < PHASES; phase++) {
                double degrees = 180.0 * orientation / ORIENTATIONS;
                double shift = 180.0 * phase / PHASES;
                String name =
                        "Gabor %s°, wave %s px, phase %s°"
                                .formatted(text(degrees), text(wavelength), text(shift));
                balanced(name, gabor(Math.toRadians(degrees), wavelength, Math.toRadians(shift)));
            }
        }
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /**
     * exp(−(x′² + γ² y′²) / 2σ²) cos(2π x′ / λ + ψ) with x′ = x cos θ + y sin θ, y′ = −x sin θ + y
     * cos θ, γ = 0.5 and σ = 0.56 λ (a bandwidth of one octave). Source: N. Petkov, P. Kruizinga,
     * "Computational models of visual neurons specialised in the detection of periodic and
     * aperiodic oriented visual stimuli", Biological Cybernetics 76, 1997.
     */
    private Plane gabor(double theta, double wavelength, double phase) {
        double aspect = 0.5;
        double sigma = 0.56 * wavelength;
        return Plane.of(
                height,
                width,
                (row, column) -> {
                    double y = row - (height - 1) / 2.0;
                    double x = column - (width - 1) / 2.0;
                    double along = x * Math.cos(theta) + y * Math.sin(theta);
                    double across = aspect * (y * Math.cos(theta) - x * Math.sin(theta));
                    double squares = along * along + across * across;
                    return Math.exp(-squares / (2 * sigma * sigma))
                            * Math.cos(2 * Math.PI * along / wavelength + phase);
                });
    }
}
