package io.github.lanewise.engine.network;

/**
 * How well a network does on labelled images.
 *
 * @param images number of images
 * @param loss mean cross-entropy in nats
 * @param correct number of images whose most probable class is their label
 * @param confusion number of images by label and most probable class
 */
public record Evaluation(int images, double loss, int correct, Confusion confusion) {

    /** Returns the share of correct images, 0 to 1. */
    public double accuracy() {
        return (double) correct / images;
    }
}
