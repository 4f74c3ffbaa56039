package io.github.lanewise.bench.network;

/** A network that classifies a batch of a fixed size, as somebody does it. */
public interface InferenceSubject extends AutoCloseable {
    /**
     * Returns the probability of each class for each image, {@code images × classes}.
     *
     * @param nchw the images, always as many as the subject was made for
     */
    float[] predict(float[] nchw);

    @Override
    void close();
}
