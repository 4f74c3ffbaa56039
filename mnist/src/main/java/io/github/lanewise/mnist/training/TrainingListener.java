package io.github.lanewise.mnist.training;

/** Follows a run. Both methods are called between steps, on the thread that runs the trainer. */
public interface TrainingListener {
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
