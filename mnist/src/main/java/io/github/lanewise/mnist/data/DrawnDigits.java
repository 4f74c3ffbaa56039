package io.github.lanewise.mnist.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Digits that the program draws itself, for runs without MNIST: 28 × 28 pixels, white strokes on
 * black, centred by mass, all ten digits equally often.
 *
 * <p>Image i depends on the seed and on i alone, so the content is the same for any number of
 * threads, on any machine. A linear classifier stays below 95 % on them.
 */
public final class DrawnDigits {
    /** The seed of the digits that a run without a data folder trains on. */
    public static final long DEFAULT_SEED = 1;

    /** The number of training images that are drawn by default. */
    public static final int DEFAULT_TRAINING_COUNT = 20_000;

    /** The number of test images that are drawn by default. */
    public static final int DEFAULT_TEST_COUNT = 4_000;

    private static final int CLASSES = 10;
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;

    /** Images that a thread takes at a time. */
    private static final int CHUNK = 250;

    private static final int TRAINING_STREAM = 0;
    private static final int TEST_STREAM = 1;

    /** Streams of the order of the digits, beside those of the images. */
    private static final int ORDER_STREAMS = 2;

    private DrawnDigits() {}

    /**
     * Draws a data set.
     *
     * @param seed any number; different seeds give different images
     * @param trainingCount the number of training images, at least 1
     * @param testCount the number of test images, at least 1
     * @param threads how many threads draw, at least 1
     * @throws IllegalArgumentException if a count is below 1
     */
    public static DataSet generate(long seed, int trainingCount, int testCount, int threads) {
        if (trainingCount < 1 || testCount < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "%d training images, %d test images, %d threads; each must be at least 1"
                            .formatted(trainingCount, testCount, threads));
        }
        Sheet training = new Sheet(seed, TRAINING_STREAM, trainingCount);
        Sheet test = new Sheet(seed, TEST_STREAM, testCount);
        draw(List.of(training, test), threads);
        return DataSet.of(
                "digits drawn by Lanewise, seed " + seed,
                training.images("training"),
                test.images("test"));
    }

    /** Lets the calling thread and {@code threads − 1} others take chunks until all are drawn. */
    private static void draw(List<Sheet> sheets, int threads) {
        List<FutureTask<Boolean>> helpers = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            FutureTask<Boolean> helper = new FutureTask<>(() -> drawChunks(sheets), true);
            Thread.ofPlatform().name("lanewise-draw-" + i).daemon().start(helper);
            helpers.add(helper);
        }
        drawChunks(sheets);
        for (FutureTask<Boolean> helper : helpers) {
            await(helper);
        }
    }

    private static void drawChunks(List<Sheet> sheets) {
        Handwriting hand = new Handwriting(SIDE);
        InkRaster raster = new InkRaster(SIDE);
        for (Sheet sheet : sheets) {
            while (sheet.drawChunk(hand, raster)) {}
        }
    }

    private static void await(FutureTask<Boolean> helper) {
        boolean interrupted = false;
        while (true) {
            try {
                helper.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("drawing digits failed", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The images of one stream, drawn chunk by chunk in any order. */
    private static final class Sheet {
        private final long seed;
        private final int stream;
        private final byte[] pixels;
        private final byte[] labels;
        private final AtomicInteger next = new AtomicInteger();

        Sheet(long seed, int stream, int count) {
            this.seed = seed;
            this.stream = stream;
            this.pixels = new byte[Math.multiplyExact(count, PIXELS)];
            this.labels = labels(seed, stream, count);
        }

        /** Ten at a time, each ten in an order of its own: balanced wherever it is cut. */
        private static byte[] labels(long seed, int stream, int count) {
            byte[] labels = new byte[count];
            for (int start = 0; start < count; start += CLASSES) {
                SplitMix64 random = SplitMix64.keyed(seed, ORDER_STREAMS + stream, start);
                byte[] order = new byte[CLASSES];
                for (int i = 0; i < CLASSES; i++) {
                    int other = random.below(i + 1);
                    order[i] = order[other];
                    order[other] = (byte) i;
                }
                System.arraycopy(order, 0, labels, start, Math.min(CLASSES, count - start));
            }
            return labels;
        }

        /** Draws the next images; false if all were taken. */
        boolean drawChunk(Handwriting hand, InkRaster raster) {
            int start = next.getAndAdd(CHUNK);
            if (start >= labels.length) {
                return false;
            }
            int end = Math.min(start + CHUNK, labels.length);
            for (int i = start; i < end; i++) {
                SplitMix64 random = SplitMix64.keyed(seed, stream, i);
                raster.draw(hand.write(labels[i], random), random, pixels, i * PIXELS);
            }
            return true;
        }

        LabelledImages images(String name) {
            return new LabelledImages(name, 1, SIDE, SIDE, pixels, labels);
        }
    }
}
