package io.github.lanewise.mnist.download;

import io.github.lanewise.mnist.data.PublishedFile;
import io.github.lanewise.mnist.download.ScriptedServer.Answer;
import io.github.lanewise.mnist.download.ScriptedServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A made-up data set of two small files: 40 images of 30 × 30 pixels and their labels. */
final class SmallSet {
    static final String IMAGES = "train-images-idx3-ubyte";
    static final String LABELS = "train-labels-idx1-ubyte";
    static final String TAG = "ETag: \"one\"";

    private SmallSet() {}

    static byte[] images(long seed) {
        byte[] pixels = new byte[40 * 30 * 30];
        new Random(seed).nextBytes(pixels);
        return idx(pixels, 40, 30, 30);
    }

    static byte[] labels() {
        byte[] labels = new byte[40];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 10);
        }
        return idx(labels, 40);
    }

    static byte[] compressedImages() {
        return gzip(images(1));
    }

    static PublishedDataSet at(URI... mirrors) {
        return new PublishedDataSet(
                "small",
                "Small",
                List.of(mirrors),
                List.of(
                        new PublishedFile(IMAGES, List.of(40, 30, 30), sum(images(1))),
                        new PublishedFile(LABELS, List.of(40), sum(labels()))));
    }

    static PublishedDataSet withoutDigests(URI mirror) {
        return new PublishedDataSet(
                "small",
                "Small",
                List.of(mirror),
                at(mirror).files().stream()
                        .map(file ->
                                new PublishedFile(file.name(), file.dimensions(), Optional.empty()))
                        .toList());
    }

    /** Serves both files, and the rest of them where that is asked for. */
    static Answer serve(Request request) {
        byte[] content = content(request);
        return request.from() > 0
                ? Answer.rest(content, request.from(), TAG)
                : Answer.whole(content, TAG);
    }

    static byte[] content(Request request) {
        return gzip(request.target().contains(IMAGES) ? images(1) : labels());
    }

    static byte[] idx(byte[] values, int... dimensions) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        file.putInt(0x0800 | dimensions.length);
        for (int extent : dimensions) {
            file.putInt(extent);
        }
        return file.put(values).array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    static Optional<String> sum(byte[] content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
            return Optional.of(HexFormat.of().formatHex(sum));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
