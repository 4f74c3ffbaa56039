package io.github.lanewise.mnist.data;

import java.util.Arrays;

/**
 * Turns the path of a pen into grey pixels: white ink on black.
 *
 * <p>A pixel's ink follows from how deep its centre lies in the nearest stroke, that is radius
 * minus distance, so edges are smooth without sampling. An instance holds buffers and serves one
 * thread.
 */
final class InkRaster {
    private static final float DRY = -1e9f;

    private final int side;
    private final float[] depth;

    InkRaster(int side) {
        this.side = side;
        this.depth = new float[side * side];
    }

    /** Draws into {@code side × side} bytes from {@code offset}; every one of them is written. */
    void draw(PenPath path, SplitMix64 random, byte[] pixels, int offset) {
        // The width of the edge in pixels, from pen to felt tip, is at the same time the blur.
        double edge = random.uniform(0.8, 2.0);
        Arrays.fill(depth, DRY);
        for (int i = 1; i < path.size(); i++) {
            if (!path.beginsStroke(i)) {
                drawPiece(path, i, edge);
            }
        }
        if (random.chance(0.12)) {
            scratch(random);
        }
        develop(edge, random, pixels, offset);
    }

    /** Raises the depth near the piece from point i − 1 to point i. */
    private void drawPiece(PenPath path, int i, double edge) {
        double startX = path.x(i - 1);
        double startY = path.y(i - 1);
        double dx = path.x(i) - startX;
        double dy = path.y(i) - startY;
        double startRadius = path.radius(i - 1);
        double growth = path.radius(i) - startRadius;
        double perLength = 1 / Math.max(dx * dx + dy * dy, 1e-12);
        double reach = Math.max(startRadius, startRadius + growth) + edge / 2;
        int firstX = first(Math.min(startX, startX + dx) - reach);
        int lastX = last(Math.max(startX, startX + dx) + reach);
        int firstY = first(Math.min(startY, startY + dy) - reach);
        int lastY = last(Math.max(startY, startY + dy) + reach);
        for (int y = firstY; y <= lastY; y++) {
            for (int x = firstX; x <= lastX; x++) {
                double px = x - startX;
                double py = y - startY;
                double t = Math.clamp((px * dx + py * dy) * perLength, 0.0, 1.0);
                double ex = px - t * dx;
                double ey = py - t * dy;
                float here = (float) (startRadius + t * growth - Math.sqrt(ex * ex + ey * ey));
                int pixel = y * side + x;
                depth[pixel] = Math.max(depth[pixel], here);
            }
        }
    }

    private int first(double coordinate) {
        return Math.max(0, (int) Math.ceil(coordinate));
    }

    private int last(double coordinate) {
        return Math.min(side - 1, (int) Math.floor(coordinate));
    }

    /** Takes the ink off a thin line across the middle part of the image. */
    private void scratch(SplitMix64 random) {
        double angle = random.uniform(0, Math.PI);
        double normalX = StrictMath.cos(angle);
        double normalY = StrictMath.sin(angle);
        double middle = (side - 1) / 2.0;
        double distance = random.uniform(-0.25, 0.25) * side;
        double radius = random.uniform(0.4, 1.0);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double away = (x - middle) * normalX + (y - middle) * normalY - distance;
                int pixel = y * side + x;
                depth[pixel] = Math.min(depth[pixel], (float) (Math.abs(away) - radius));
            }
        }
    }

    /** Depth to grey: a linear ramp across the edge, ink of one brightness, and noise. */
    private void develop(double edge, SplitMix64 random, byte[] pixels, int offset) {
        float slope = (float) (1 / edge);
        float ink = (float) random.uniform(150, 255);
        // Half of the images are clean, as if the paper had been thresholded.
        float noise = (float) Math.max(0, random.uniform(-12, 12));
        for (int i = 0; i < depth.length; i++) {
            float grey = ink * Math.clamp(0.5f + slope * depth[i], 0f, 1f);
            if (noise > 0) {
                grey += noise * (float) random.bell();
            }
            pixels[offset + i] = (byte) (int) Math.clamp(grey + 0.5f, 0f, 255f);
        }
    }
}
