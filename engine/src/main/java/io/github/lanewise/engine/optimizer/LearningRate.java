package io.github.lanewise.engine.optimizer;

/** A learning rate that depends on how much of the training is done. */
@FunctionalInterface
public interface LearningRate {
    /**
     * Returns the rate of a step.
     *
     * @param step from 0
     * @param steps of the whole training, above {@code step}
     */
    double at(long step, long steps);

    /** Returns a rate that never changes. */
    static LearningRate constant(double rate) {
        return (step, steps) -> rate;
    }

    /**
     * Returns a rate that is multiplied by {@code factor} at equal intervals.
     *
     * @param rate of the first interval
     * @param intervals number of intervals, at least 1
     * @param factor of each change, usually 0.1
     */
    static LearningRate step(double rate, int intervals, double factor) {
        if (intervals < 1) {
            throw new IllegalArgumentException(
                    "A step schedule has at least 1 interval, not " + intervals + ".");
        }
        return (step, steps) ->
                rate * StrictMath.pow(factor, (double) Math.floorDiv(step * intervals, steps));
    }

    /**
     * Returns a rate that falls to zero along half a cosine (Loshchilov and Hutter, arXiv
     * 1608.03983, equation 5 without restarts).
     */
    static LearningRate cosine(double rate) {
        return (step, steps) -> rate * half((double) step, (double) steps);
    }

    /**
     * Returns a rate that rises from {@code peak} / 25 to {@code peak} during the first 30 % of the
     * steps and then falls to {@code peak} / 250,000, both along half a cosine (Smith and Topin,
     * arXiv 1708.07120, with PyTorch's defaults).
     */
    static LearningRate oneCycle(double peak) {
        double start = peak / 25;
        double end = start / 1e4;
        return (step, steps) -> {
            double turn = 0.3 * steps - 1;
            double last = Math.max(1, steps - 1.0);
            return step <= turn
                    ? start + (peak - start) * (1 - half((double) step, Math.max(1, turn)))
                    : end
                            + (peak - end)
                                    * half(
                                            (double) step - Math.max(0, turn),
                                            last - Math.max(0, turn));
        };
    }

    /** Half a cosine from 1 at {@code done} = 0 to 0 at {@code done} = {@code all}. */
    private static double half(double done, double all) {
        return (1 + StrictMath.cos(Math.PI * Math.min(1, done / all))) / 2;
    }
}
