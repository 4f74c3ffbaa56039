package io.github.lanewise.mnist.explain;

import io.github.lanewise.models.ReceptiveField;

/** How far in the network a layer is, by the share of the image that a value of it sees. */
enum Depth {
    /** Up to a third of the image's height. */
    EARLY(
            "Early",
            "Early layers see a few pixels. They answer to strokes and their edges in one direction"
                    + " or another: each map is still a picture of the digit."),
    /** Up to two thirds. */
    MIDDLE(
            "Middle",
            "Middle layers see a part of the digit. They put edges together to motifs: ends of"
                    + " strokes, corners, crossings and bows. The maps become coarse; they tell where such"
                    + " a motif is."),
    /** More. */
    DEEP(
            "Deep",
            "Deep layers see most of the digit or all of it. Their values stand for parts of"
                    + " certain digits, such as a loop at the top, and no longer for places; the last layer"
                    + " has one value for each class.");

    private static final int THIRDS = 3;

    private final String title;
    private final String text;

    Depth(String title, String text) {
        this.title = title;
        this.text = text;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    /** Returns the depth of a layer that sees such a field of an image. */
    static Depth of(ReceptiveField field, int height) {
        long threefold = THIRDS * field.height();
        if (threefold <= height) {
            return EARLY;
        }
        return threefold <= 2L * height ? MIDDLE : DEEP;
    }
}
