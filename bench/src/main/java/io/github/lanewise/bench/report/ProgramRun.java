package io.github.lanewise.bench.report;

import java.util.List;

/**
 * What a run of {@code lanewise train} wrote to its metrics file.
 *
 * @param epochs in their order
 * @param testAccuracy after the last epoch, 0 to 1
 * @param seconds from the start of the JVM to the end of the run
 */
public record ProgramRun(List<Epoch> epochs, double testAccuracy, double seconds) {
    /**
     * One epoch.
     *
     * @param imagesPerSecond training images by the time of the training alone
     * @param seconds with its evaluation
     * @param testAccuracy after it, 0 to 1
     */
    public record Epoch(double imagesPerSecond, double seconds, double testAccuracy) {}

    /** Copies the list. */
    public ProgramRun {
        epochs = List.copyOf(epochs);
    }

    /** Returns images/s over all epochs but the first, in which the JVM warms up. */
    public double imagesPerSecondAfterTheFirst() {
        return Statistics.harmonicMean(speeds());
    }

    /** Returns the smallest images/s of the epochs after the first. */
    public double slowestAfterTheFirst() {
        return Statistics.smallest(speeds());
    }

    private double[] speeds() {
        return epochs.stream().skip(1).mapToDouble(Epoch::imagesPerSecond).toArray();
    }

    /** Returns the seconds without those of the first epoch. */
    public double secondsBesideTheFirst() {
        return seconds - epochs.getFirst().seconds();
    }

    /** Returns images/s of the last epoch. */
    public double imagesPerSecondOfTheLast() {
        return epochs.getLast().imagesPerSecond();
    }

    /**
     * Returns the seconds from the start of the JVM to the end of the first epoch with an accuracy;
     * infinite if there is none. What the program did between later epochs counts as before it.
     *
     * @param accuracy on the test images, 0 to 1
     */
    public double secondsUntil(double accuracy) {
        double later = 0;
        double reached = Double.POSITIVE_INFINITY;
        for (Epoch epoch : epochs.reversed()) {
            if (epoch.testAccuracy() >= accuracy) {
                reached = seconds - later;
            }
            later += epoch.seconds();
        }
        return reached;
    }
}
