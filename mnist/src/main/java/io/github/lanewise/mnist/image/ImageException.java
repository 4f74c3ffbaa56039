package io.github.lanewise.mnist.image;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** An image file that cannot be used. The message is one sentence for the user. */
public final class ImageException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    ImageException(Path file, String fault) {
        super(file + " " + fault + ".");
    }

    ImageException(Path file, String fault, Throwable cause) {
        super(file + " " + fault + ".", cause);
    }
}
