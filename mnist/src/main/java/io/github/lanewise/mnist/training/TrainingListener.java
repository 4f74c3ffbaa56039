package io.github.lanewise.mnist.training;

/** Follows a run. All methods are called between steps, on the thread that runs the trainer. */
public interface TrainingListener {
    /**
     * The run begins, or goes on where an earlier process left it. What that one told of later
     * steps is out of date: they are made again, with the same results.
     *
     * @param position with the results of the epochs that are complete; {@link #epoch} is not
     *     called for them
     */
    default void started(Position position) {}

    /**
     * A step has been done. Called thousands of times per second.
     *
     * @param epoch from 1
     * @param images training images of the epoch so far
     * @param lossSum sum of their losses
     */
    void step(int epoch, long images, double lossSum);

    /** An epoch has been trained and evaluated. */
    void epoch(EpochResult result);
}
