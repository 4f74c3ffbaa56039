package io.github.lanewise.mnist.image;

/**
 * The size of an image.
 *
 * @param height rows
 * @param width columns
 */
public record ImageSize(int height, int width) {
    /** Returns the size as in 224×320. */
    @Override
    public String toString() {
        return height + "×" + width;
    }
}
