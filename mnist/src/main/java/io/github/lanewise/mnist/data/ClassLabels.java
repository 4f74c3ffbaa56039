package io.github.lanewise.mnist.data;

/** How many classes labels tell apart. */
final class ClassLabels {
    private ClassLabels() {}

    /**
     * Returns the number of classes of training labels, which are all numbers from 0 to the
     * largest.
     *
     * @throws DataException if a number has no image, or there is only one class
     */
    static int count(IdxFile training) throws DataException {
        int[] images = new int[ImageForm.MOST_CLASSES];
        int classes = 0;
        for (byte label : training.values()) {
            int number = Byte.toUnsignedInt(label);
            images[number]++;
            classes = Math.max(classes, number + 1);
        }
        for (int number = 0; number < classes; number++) {
            if (images[number] == 0) {
                throw DataException.of(
                        training.path(),
                        "holds no label %d, although its labels go to %d; number the classes from 0 without gaps"
                                .formatted(number, classes - 1));
            }
        }
        if (classes == 1) {
            throw DataException.of(
                    training.path(), "holds the label 0 only; take images of at least two classes");
        }
        return classes;
    }

    /**
     * Makes sure that labels are below a number.
     *
     * @param who knows as many classes, such as {@code the training images}
     * @throws DataException if not
     */
    static void requireBelow(int classes, IdxFile labels, String who) throws DataException {
        byte[] values = labels.values();
        int bad = LabelledImages.firstLabelAbove(classes - 1, values);
        if (bad < values.length) {
            throw DataException.of(
                    labels.path(),
                    "holds the label %d at index %d, but the classes of %s go from 0 to %d; check the file"
                            .formatted(Byte.toUnsignedInt(values[bad]), bad, who, classes - 1));
        }
    }
}
