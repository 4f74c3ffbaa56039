package io.github.lanewise.mnist.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * The content of a gzip file that is held in memory, with a count of the bytes that follow it.
 *
 * <p>The stream of the JDK checks length and CRC-32 and joins the members of a file, but passes in
 * silence over bytes that are not another member. With the whole file in its one buffer they stay
 * in the inflater, where they can be counted.
 */
final class WholeGzip extends GZIPInputStream {
    /** CRC-32 and length behind the compressed data of a member. */
    private static final int TRAILER_BYTES = 8;

    WholeGzip(byte[] file) throws IOException {
        super(new ByteArrayInputStream(file), Math.max(1, file.length));
    }

    /** The bytes behind the last member; to be called once the stream has ended. */
    int bytesLeftOver() {
        return Math.max(0, inf.getRemaining() - TRAILER_BYTES);
    }
}
