package io.github.lanewise.mnist.data;

import io.github.lanewise.mnist.image.DecodedImage;
import io.github.lanewise.mnist.image.ImageException;
import io.github.lanewise.mnist.image.ImageFile;
import io.github.lanewise.mnist.image.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Image files of one size, decoded by several threads. */
final class ImageFiles {
    private static final int COLOURS = 3;

    /** The largest array that common JVMs allocate. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final List<Path> files;
    private final int channels;
    private final Optional<ImageSize> fitted;
    private final AtomicReferenceArray<DecodedImage> images;
    private final AtomicReferenceArray<DataException> faults;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean failed;

    private ImageFiles(List<Path> files, int channels, Optional<ImageSize> fitted) {
        this.files = files;
        this.channels = channels;
        this.fitted = fitted;
        images = new AtomicReferenceArray<>(files.size());
        faults = new AtomicReferenceArray<>(files.size());
    }

    /**
     * Decodes files.
     *
     * @param files at least one
     * @param wanted the size, if it is not that of the first file; and the network, which decides
     *     size and channels
     * @param threads how many threads decode; the result does not depend on it
     * @throws DataException naming the first file that cannot be used, or is of another size
     */
    static ImageFiles read(List<Path> files, Interpretation wanted, int threads)
            throws DataException {
        Optional<ImageForm> network = wanted.network();
        int channels = network.map(ImageForm::channels).orElse(COLOURS);
        if (channels != 1 && channels != COLOURS) {
            throw new DataException(
                    "The network reads %d channels, but image files have 1 or 3; name other data or another network"
                            .formatted(channels));
        }
        Optional<ImageSize> size =
                network.map(form -> new ImageSize(form.height(), form.width())).or(wanted::size);
        ImageFiles read = new ImageFiles(List.copyOf(files), channels, size);
        read.decodeAll(threads);
        return read;
    }

    private void decodeAll(int threads) throws DataException {
        decode(next.getAndIncrement());
        requireRoom(1);
        List<FutureTask<Boolean>> helpers = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            FutureTask<Boolean> helper = new FutureTask<>(this::decodeLeft, true);
            Thread.ofPlatform().name("lanewise-decode-" + i).daemon().start(helper);
            helpers.add(helper);
        }
        decodeLeft();
        for (FutureTask<Boolean> helper : helpers) {
            await(helper);
        }
        // Files are taken in order, so that all before one at fault have been looked at.
        for (int i = 0; failed && i < files.size(); i++) {
            Optional<DataException> fault = Optional.ofNullable(faults.get(i));
            if (fault.isPresent()) {
                throw fault.get();
            }
        }
    }

    private static void await(FutureTask<Boolean> helper) throws DataException {
        try {
            helper.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("decoding images failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("Reading the data was interrupted; start it again", e);
        }
    }

    /** Whoever takes a file decodes it, so that none before one at fault is left out. */
    private void decodeLeft() {
        while (!failed) {
            int file = next.getAndIncrement();
            if (file >= files.size()) {
                return;
            }
            try {
                decode(file);
            } catch (DataException fault) {
                faults.set(file, fault);
                failed = true;
            }
        }
    }

    private void decode(int file) throws DataException {
        DecodedImage image;
        try {
            image = ImageFile.decode(files.get(file), channels, fitted);
        } catch (ImageException e) {
            throw new DataException(String.valueOf(e.getMessage()), e);
        }
        images.set(file, image);
        if (!image.size().equals(size())) {
            throw DataException.of(
                    files.get(file),
                    "has %s pixels (height × width), but %s has %s; make all images of one size, or have them fitted to one with --image-size HxW"
                            .formatted(image.size(), files.getFirst(), size()));
        }
    }

    private ImageSize size() {
        return images.get(0).size();
    }

    private void requireRoom(int planes) throws DataException {
        long bytes = (long) files.size() * planes * size().height() * size().width();
        if (bytes > MOST_BYTES) {
            throw new DataException(
                    "The %d images like %s take %d bytes, and 2 GiB are the most; make them smaller with --image-size HxW"
                            .formatted(files.size(), files.getFirst(), bytes));
        }
    }

    /**
     * Returns some of the images, all of them in colour if one of all is, unless a network decides.
     *
     * @param name for messages
     * @param from the first file
     * @param labels of that file and those after it
     */
    LabelledImages images(String name, int from, byte[] labels, ImageForm form) {
        byte[] pixels = new byte[Math.multiplyExact(labels.length, form.bytes())];
        for (int i = 0; i < labels.length; i++) {
            images.get(from + i).copyTo(pixels, i * form.bytes(), form.channels());
        }
        return new LabelledImages(name, form, pixels, labels);
    }

    /**
     * Returns what the images are like: in colour if one of them is, unless a network decides.
     *
     * @throws DataException if they take too much memory
     */
    ImageForm form(int classes, Optional<ImageForm> network) throws DataException {
        boolean coloured = false;
        for (int i = 0; i < files.size(); i++) {
            coloured |= images.get(i).isColoured();
        }
        int planes = network.map(ImageForm::channels).orElse(coloured ? COLOURS : 1);
        requireRoom(planes);
        return new ImageForm(planes, size().height(), size().width(), classes);
    }
}
