package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.PublishedFile;
import io.github.lanewise.mnist.download.DownloadListener;
import io.github.lanewise.mnist.download.PublishedDataSet;
import io.github.lanewise.mnist.report.Numbers;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Tells of a download: one line for each file and each request that failed, and on a terminal a
 * line that moves in its place.
 */
final class DownloadReport implements DownloadListener {
    private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000;
    private static final int BAR = 20;
    private static final double MEGABYTE = 1e6;

    private final PrintWriter out;
    private final boolean live;
    private final LongSupplier clock;
    private String name = "";
    private long firstTime;
    private long firstBytes;
    private long lastDrawing;
    private int drawn;

    DownloadReport(PrintWriter out, boolean live) {
        this(out, live, System::nanoTime);
    }

    /** With a clock in nanoseconds that a test can move. */
    DownloadReport(PrintWriter out, boolean live, LongSupplier clock) {
        this.out = out;
        this.live = live;
        this.clock = clock;
        lastDrawing = clock.getAsLong() - NANOS_BETWEEN_DRAWINGS;
    }

    @Override
    public void present(Path path) {
        out.println(path + " is there already, and right.");
    }

    @Override
    public void received(PublishedFile file, long received, OptionalLong total) {
        long now = clock.getAsLong();
        if (!file.name().equals(name)) {
            name = file.name();
            firstTime = now;
            firstBytes = received;
        }
        if (live && now - lastDrawing >= NANOS_BETWEEN_DRAWINGS) {
            lastDrawing = now;
            draw(
                    file.compressedName()
                            + "  "
                            + amount(received, total)
                            + speed(received, total, now));
        }
    }

    private static String amount(long received, OptionalLong total) {
        if (total.isEmpty() || total.getAsLong() == 0) {
            return String.format(Locale.ROOT, "%.1f MB", received / MEGABYTE);
        }
        double fraction = Math.min(1, (double) received / total.getAsLong());
        int filled = (int) (fraction * BAR);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %.1f of %.1f MB",
                "=".repeat(filled),
                " ".repeat(BAR - filled),
                (int) (fraction * 100),
                received / MEGABYTE,
                total.getAsLong() / MEGABYTE);
    }

    /** Speed since the file began to come, and the time that the rest takes at that speed. */
    private String speed(long received, OptionalLong total, long now) {
        double bytesPerSecond = (received - firstBytes) / ((now - firstTime) * 1e-9);
        if (!(bytesPerSecond > 0 && Double.isFinite(bytesPerSecond))) {
            return "";
        }
        String speed = String.format(Locale.ROOT, "  %.1f MB/s", bytesPerSecond / MEGABYTE);
        return total.isPresent()
                ? speed
                        + "  "
                        + Numbers.clock((total.getAsLong() - received) / bytesPerSecond)
                        + " left"
                : speed;
    }

    @Override
    public void failed(URI address, String clause) {
        clear();
        out.println(address + " " + clause + "; trying on.");
    }

    @Override
    public void saved(Path path, long bytes) {
        clear();
        out.println(path + ": " + Numbers.count(bytes) + " bytes, right.");
    }

    /**
     * Says what is there now.
     *
     * @param found whether a run finds the folder without being told
     */
    void end(PublishedDataSet set, Path folder, boolean found) {
        out.println(
                set.title()
                        + " is complete; "
                        + (set.hasDigests()
                                ? "its content has the published SHA-256 digests."
                                : "its files are whole (gzip checksums, numbers and sizes of the images, labels),"
                                        + " but not compared with published digests, as Lanewise knows none."));
        out.println("To train with it: ./lanewise train" + (found ? "" : " --data " + folder));
    }

    private void draw(String line) {
        out.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }

    /** Takes the moving line away. */
    void clear() {
        if (drawn > 0) {
            out.print('\r' + " ".repeat(drawn) + '\r');
            out.flush();
            drawn = 0;
        }
    }
}
