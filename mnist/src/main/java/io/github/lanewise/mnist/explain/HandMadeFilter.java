package io.github.lanewise.mnist.explain;

/**
 * A filter that people designed.
 *
 * @param name such as {@code Sobel x}
 * @param weights of the size of the filters that it is compared with
 * @param balanced whether its weights sum to zero, so that it does not see brightness
 */
record HandMadeFilter(String name, Plane weights, boolean balanced) {
    /** Shorter than this, a filter is all zeros but for rounding. */
    private static final double NOTHING = 1e-6;

    /**
     * Returns how like this a filter is, from 0 to 1: the absolute cosine of the angle between both
     * as vectors, |⟨f, g⟩| / (‖f‖ ‖g‖). Beside a balanced filter, brightness does not count: the
     * mean of {@code filter} is taken from it first.
     *
     * @return 0 where one of them is nothing but zeros
     */
    double similarity(Plane filter) {
        Plane compared = balanced ? filter.centred() : filter;
        double size = Math.sqrt(filter.dot(filter));
        double length = Math.sqrt(compared.dot(compared));
        double own = Math.sqrt(weights.dot(weights));
        return length <= NOTHING * size || own <= NOTHING
                ? 0
                : Math.min(1, Math.abs(weights.dot(compared)) / (length * own));
    }
}
