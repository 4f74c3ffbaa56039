package io.github.lanewise.mnist.download;

import java.io.Serial;

/** No mirror gave a file. The message is one sentence for the user. */
public final class DownloadException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    DownloadException(String sentence) {
        super(sentence);
    }
}
