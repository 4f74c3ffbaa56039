package io.github.lanewise.mnist.explain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Tiles in rows as one picture, each number a square of pixels, nothing smoothed. */
final class Sheet {
    private static final int GAP = 3;

    private final List<List<Tile>> rows;
    private final int scale;
    private final BufferedImage image;

    private Sheet(List<List<Tile>> rows, int scale) {
        this.rows = rows;
        this.scale = scale;
        int width = rows.stream().mapToInt(this::width).max().orElse(0);
        int height = rows.stream().mapToInt(row -> height(row) + GAP).sum();
        image = new BufferedImage(width + GAP, height + GAP, BufferedImage.TYPE_INT_RGB);
    }

    /**
     * Returns a PNG file; equal tiles give equal bytes.
     *
     * @param rows of tiles
     * @param scale pixels along the side of a number's square
     */
    static byte[] png(List<List<Tile>> rows, int scale) {
        Sheet sheet = new Sheet(rows, scale);
        sheet.paint();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            if (!ImageIO.write(sheet.image, "png", bytes)) {
                throw new IllegalStateException("this JDK writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private int width(List<Tile> row) {
        return row.stream().mapToInt(tile -> tile.plane().width() * scale + GAP).sum();
    }

    private int height(List<Tile> row) {
        return row.stream().mapToInt(tile -> tile.plane().height() * scale).max().orElse(0);
    }

    private void paint() {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, Colours.GAP);
            }
        }
        int top = GAP;
        for (List<Tile> row : rows) {
            int left = GAP;
            for (Tile tile : row) {
                paint(tile, top, left);
                left += tile.plane().width() * scale + GAP;
            }
            top += height(row) + GAP;
        }
    }

    private void paint(Tile tile, int top, int left) {
        for (int y = 0; y < tile.plane().height() * scale; y++) {
            for (int x = 0; x < tile.plane().width() * scale; x++) {
                image.setRGB(left + x, top + y, tile.colour(y / scale, x / scale));
            }
        }
    }
}
