package io.github.lanewise.mnist.data;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Images to train on and images to test on, of the same shape and classes.
 *
 * @param description what the data is, in a few words for the user
 * @param training the images to learn from
 * @param test the images that no training step sees
 * @param digest SHA-256 in hexadecimal over the two content digests; equal for equal content,
 *     whatever folder, compression or description it came with
 * @param digits whether these are digits as those of MNIST, whose mean and deviation are known
 * @param classNames names of the classes, if they have any
 */
public record DataSet(
        String description,
        LabelledImages training,
        LabelledImages test,
        String digest,
        boolean digits,
        ClassNames classNames) {
    /**
     * Checks that both parts have the same shape and classes.
     *
     * @throws IllegalArgumentException if channels, height, width or classes differ, or there are
     *     neither names for all classes nor none
     */
    public DataSet {
        int classes = training.classes();
        int names = classNames.names().size();
        if (test.classes() != classes || !(names == 0 || names == classes)) {
            throw new IllegalArgumentException(
                    "%d classes of training images, %d of test images, %d names; they must be equal"
                            .formatted(classes, test.classes(), names));
        }
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

    /** Digits as those of MNIST. */
    public DataSet(
            String description, LabelledImages training, LabelledImages test, String digest) {
        this(description, training, test, digest, true, ClassNames.NONE);
    }

    /** Returns the same with other images of the same kind; the digest stays that of all. */
    public DataSet withImages(LabelledImages otherTraining, LabelledImages otherTest) {
        return new DataSet(description, otherTraining, otherTest, digest, digits, classNames);
    }

    /** Digits with the digest computed from their parts. */
    public static DataSet of(String description, LabelledImages training, LabelledImages test) {
        return new DataSet(description, training, test, digest(training.digest(), test.digest()));
    }

    /** The digest of a data set whose parts have these digests. */
    static String digest(String training, String test) {
        byte[] both = (training + test).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(Digests.sha256(both));
    }
}
