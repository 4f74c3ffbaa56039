package io.github.lanewise.mnist.explain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
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
        int[] pixels = new int[image.getWidth() * image.getHeight()];
        Arrays.fill(pixels, Colours.GAP);
        int top = GAP;
        for (List<Tile> row : rows) {
            int left = GAP;
            for (Tile tile : row) {
                paint(tile, pixels, top * image.getWidth() + left);
                left += tile.plane().width() * scale + GAP;
            }
            top += height(row) + GAP;
        }
        image.setRGB(0, 0, image.getWidth(), image.getHeight(), pixels, 0, image.getWidth());
    }

    private void paint(Tile tile, int[] pixels, int first) {
        for (int row = 0; row < tile.plane().height(); row++) {
            for (int column = 0; column < tile.plane().width(); column++) {
                int colour = tile.colour(row, column);
                for (int y = row * scale; y < (row + 1) * scale; y++) {
                    int from = first + y * image.getWidth() + column * scale;
                    Arrays.fill(pixels, from, from + scale, colour);
                }
            }
        }
    }
}
