package io.github.lanewise.mnist.data;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Images to train on and images to test on, of the same shape.
 *
 * @param description what the data is, in a few words for the user
 * @param training the images to learn from
 * @param test the images that no training step sees
 * @param digest SHA-256 in hexadecimal over the two content digests; equal for equal content,
 *     whatever folder, compression or description it came with
 */
public record DataSet(
        String description, LabelledImages training, LabelledImages test, String digest) {
    /**
     * Checks that both parts have the same shape.
     *
     * @throws IllegalArgumentException if channels, height or width differ
     */
    public DataSet {
        if (training.channels() != test.channels()
                || training.height() != test.height()
                || training.width() != test.width()) {
            throw new IllegalArgumentException(
                    "training images %d × %d × %d, test images %d × %d × %d: shapes must be equal"
                            .formatted(
                                    training.channels(),
                                    training.height(),
                                    training.width(),
                                    test.channels(),
                                    test.height(),
                                    test.width()));
        }
    }

    /** A data set with the digest computed from its parts. */
    public static DataSet of(String description, LabelledImages training, LabelledImages test) {
        return new DataSet(description, training, test, digest(training.digest(), test.digest()));
    }

    /** The digest of a data set whose parts have these digests. */
    static String digest(String training, String test) {
        byte[] both = (training + test).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(Digests.sha256(both));
    }
}
