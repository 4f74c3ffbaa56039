package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.mnist.training.Position;
import io.github.lanewise.mnist.training.Score;
import io.github.lanewise.mnist.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows a run: one line per epoch, and on a terminal, until the epoch is complete, a line that
 * moves in its place.
 */
public final class ProgressLine implements TrainingListener {
    /** Redrawing ten times a second looks smooth and costs nothing. */
    private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000;

    private static final int BAR = 20;

    private final PrintWriter out;
    private final boolean live;
    private final Extent extent;
    private final LongSupplier clock;
    private final long start;
    private long epochStart;

    /** Images of the run, and of its epoch, that an earlier process has seen. */
    private long before;

    private long beforeOfEpoch;
    private double secondsBefore;
    private long lastDrawing;
    private int drawn;

    /**
     * How long a run is.
     *
     * @param epochs number of epochs
     * @param images training images per epoch
     * @param timeLimit how long it may take, earlier processes included; 0 for as long as it needs
     */
    public record Extent(int epochs, long images, Duration timeLimit) {}

    /**
     * Starts the clock.
     *
     * @param out where the lines go
     * @param live whether {@code out} is a terminal, on which a line can be drawn over
     * @param extent how long the run is
     */
    public ProgressLine(PrintWriter out, boolean live, Extent extent) {
        this(out, live, extent, System::nanoTime);
    }

    /** With a clock in nanoseconds that a test can move. */
    ProgressLine(PrintWriter out, boolean live, Extent extent, LongSupplier clock) {
        this.out = out;
        this.live = live;
        this.extent = extent;
        this.clock = clock;
        start = clock.getAsLong();
        epochStart = start;
        lastDrawing = start;
    }

    @Override
    public void started(Position position) {
        before = position.results().size() * extent.images() + position.sums().images();
        beforeOfEpoch = position.sums().images();
        secondsBefore = position.seconds();
    }

    @Override
    public void step(int epoch, long images, double lossSum) {
        if (!live) {
            return;
        }
        long now = clock.getAsLong();
        if (now - lastDrawing >= NANOS_BETWEEN_DRAWINGS) {
            lastDrawing = now;
            draw(moving(epoch, images, lossSum, now));
        }
    }

    @Override
    public void epoch(EpochResult result) {
        String line =
                "%s  %s%s  %s  %s images/s  %s"
                        .formatted(
                                counted(result.epoch()),
                                scored("train", result.training()),
                                result.validation()
                                        .map(score -> "  " + scored("validation", score))
                                        .orElse(""),
                                scored("test", result.test()),
                                Numbers.count(Math.round(result.imagesPerSecond())),
                                Numbers.seconds(result.seconds()));
        if (live) {
            draw(line);
            drawn = 0;
        } else {
            out.print(line);
        }
        out.println();
        epochStart = clock.getAsLong();
        beforeOfEpoch = 0;
    }

    /** Goes to a new line where an epoch that is not complete has drawn one. */
    public void leave() {
        if (drawn > 0) {
            out.println();
            drawn = 0;
        }
    }

    private String moving(int epoch, long images, double lossSum, long now) {
        double fraction = (double) images / extent.images();
        int filled = (int) (fraction * BAR);
        long done = (epoch - 1) * extent.images() + images;
        double speed = (images - beforeOfEpoch) / ((now - epochStart) * 1e-9);
        return "%s  [%s%s] %3d %%  %s images/s  loss %s  %s left"
                .formatted(
                        counted(epoch),
                        "=".repeat(filled),
                        " ".repeat(BAR - filled),
                        (int) (fraction * 100),
                        Numbers.count(Math.round(speed)),
                        Numbers.loss(lossSum / images),
                        Numbers.clock(secondsLeft(done, (now - start) * 1e-9)));
    }

    /** As long per image as the run took so far, its evaluations included, up to the limit. */
    private double secondsLeft(long done, double seconds) {
        long all = extent.epochs() * extent.images();
        double left = seconds * (all - done) / Math.max(1, done - before);
        double limit = extent.timeLimit().toNanos() * 1e-9;
        return limit > 0 ? Math.clamp(limit - secondsBefore - seconds, 0, left) : left;
    }

    private static String scored(String images, Score score) {
        return "%s loss %s, %s"
                .formatted(images, Numbers.loss(score.loss()), Numbers.percent(score.accuracy()));
    }

    private String counted(int epoch) {
        int digits = Integer.toString(extent.epochs()).length();
        return String.format(Locale.ROOT, "epoch %" + digits + "d/%d", epoch, extent.epochs());
    }

    /** Draws over the line before, and with spaces over what of it was longer. */
    private void draw(String line) {
        out.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }
}
