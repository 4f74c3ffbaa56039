package io.github.lanewise.engine.layer;

/** Which images of which step a worker is taking through the layers. */
public final class LaneGroup {
    private final boolean training;
    private final long seed;
    private long step;
    private int firstImage;
    private int images;

    private LaneGroup(boolean training, long seed) {
        this.training = training;
        this.seed = seed;
    }

    /** Returns the context of a worker that trains; {@code seed} chooses what is random. */
    public static LaneGroup forTraining(long seed) {
        return new LaneGroup(true, seed);
    }

    /** Returns the context of a worker that only computes outputs. */
    public static LaneGroup forInference() {
        return new LaneGroup(false, 0);
    }

    /**
     * Points at other images.
     *
     * @param step number of the training step, from 0
     * @param firstImage place in the batch of the image in lane 0
     * @param images lanes that hold an image, 1 to L; the others count for nothing
     */
    public void set(long step, int firstImage, int images) {
        this.step = step;
        this.firstImage = firstImage;
        this.images = images;
    }

    /** Returns whether the network is being trained. */
    public boolean training() {
        return training;
    }

    /** Returns the seed of the training. */
    public long seed() {
        return seed;
    }

    /** Returns the number of the training step, from 0. */
    public long step() {
        return step;
    }

    /** Returns the place in the batch of the image in lane 0. */
    public int firstImage() {
        return firstImage;
    }

    /** Returns the number of lanes that hold an image. */
    public int images() {
        return images;
    }
}
