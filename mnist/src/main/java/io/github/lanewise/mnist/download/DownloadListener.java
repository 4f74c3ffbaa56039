package io.github.lanewise.mnist.download;

import io.github.lanewise.mnist.data.PublishedFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Follows a download; called on the thread that downloads. */
public interface DownloadListener {
    /** A file was there already and is right. */
    void present(Path path);

    /**
     * Some bytes of a file have come. Called many times per second.
     *
     * @param received bytes so far, those of earlier attempts included
     * @param total all bytes of the file, where the mirror says it
     */
    void received(PublishedFile file, long received, OptionalLong total);

    /**
     * A request failed; another one or another mirror is next.
     *
     * @param clause what happened, with the mirror as its subject
     */
    void failed(URI address, String clause);

    /**
     * A file is in its place, and right.
     *
     * @param bytes the length of the gzip file
     */
    void saved(Path path, long bytes);
}
