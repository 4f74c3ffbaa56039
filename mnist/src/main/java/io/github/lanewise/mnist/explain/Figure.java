package io.github.lanewise.mnist.explain;

/** A picture with its words. */
final class Figure {
    private final String file;
    private final byte[] png;
    private final String alternative;
    private final String caption;

    /**
     * Makes a figure.
     *
     * @param file name of its PNG file
     * @param png the bytes of that file; nobody writes to them
     * @param alternative what is to be seen, for those who do not see it
     * @param caption what stands below
     */
    Figure(String file, byte[] png, String alternative, String caption) {
        this.file = file;
        this.png = png;
        this.alternative = alternative;
        this.caption = caption;
    }

    String file() {
        return file;
    }

    byte[] png() {
        return png;
    }

    String alternative() {
        return alternative;
    }

    String caption() {
        return caption;
    }
}
