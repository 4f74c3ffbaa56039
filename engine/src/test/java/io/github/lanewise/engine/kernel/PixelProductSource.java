package io.github.lanewise.engine.kernel;

import static io.github.lanewise.engine.kernel.TileText.multiple;
import static io.github.lanewise.engine.kernel.TileText.plus;
import static io.github.lanewise.engine.kernel.TileText.registers;
import static io.github.lanewise.engine.kernel.TileText.sum;
import static io.github.lanewise.engine.kernel.TileText.vectors;

/** Source of a tile of {@link PixelProduct}, written out as {@link OuterProductSource}. */
final class PixelProductSource {
    private final int rows;
    private final int width;
    private final TileText text;

    /**
     * Writes it.
     *
     * @param rows R
     * @param width C
     */
    PixelProductSource(int rows, int width) {
        this.rows = rows;
        this.width = width;
        String description =
                "The product of %s and %s, %s; see {@link PixelProduct}."
                        .formatted(
                                TileText.count(rows, "pixel"),
                                TileText.count(width, "vector"),
                                registers(rows * width));
        text = new TileText(name(), description, true);
        text.line("/** Computes the pixels {@code from} to {@code from + " + rows + "}. */");
        text.line("static void run(PixelTile tile, int from) {");
        operands();
        steps();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                String offset = sum(at("output", r), multiple(c, "yColumn"));
                text.line("s%d%d.intoMemorySegment(y, %s, ORDER);".formatted(r, c, offset));
            }
        }
        text.line("} }");
    }

    String name() {
        return "PixelProduct" + rows + "x" + width;
    }

    String text() {
        return text.toString();
    }

    private static String at(String table, int r) {
        return "%s[%s]".formatted(table, plus("from", r));
    }

    private void operands() {
        text.line("int[] taps = tile.taps();");
        text.line("int[] input = tile.input();");
        text.line("int[] output = tile.output();");
        text.line("MemorySegment x = tile.x();");
        text.line("long xSpan = tile.inputSpan();");
        text.line("MemorySegment w = tile.w();");
        text.line("MemorySegment y = tile.y();");
        if (width > 1) {
            text.line("long yColumn = tile.outputColumn();");
        }
        text.line("float[] start = tile.start();");
        for (int r = 0; r < rows; r++) {
            text.line("MemorySegment x%d = x.asSlice(%s, xSpan);".formatted(r, at("input", r)));
        }
        for (int c = 0; c < width; c++) {
            text.line(
                    "FloatVector s0%d = FloatVector.fromArray(S, start, %s);"
                            .formatted(c, sum(multiple(c, "Lanes.COUNT"))));
        }
        for (int r = 1; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                text.line("FloatVector s%d%d = s0%d;".formatted(r, c, c));
            }
        }
    }

    private void steps() {
        text.line("for (int t = 0; t < taps.length; t++) {");
        text.line("long tap = taps[t];");
        text.line("long at = (long) t * %d * V;".formatted(width));
        for (int c = 0; c < width; c++) {
            text.line(
                    "FloatVector w%d = FloatVector.fromMemorySegment(S, w, %s, ORDER);"
                            .formatted(c, sum("at", vectors(c))));
        }
        for (int r = 0; r < rows; r++) {
            String u = r == 0 ? "FloatVector u" : "u";
            text.line("%s = FloatVector.broadcast(S, x%d.get(FLOAT, tap));".formatted(u, r));
            for (int c = 0; c < width; c++) {
                text.line("s%1$d%2$d = u.fma(w%2$d, s%1$d%2$d);".formatted(r, c));
            }
        }
        text.line("}");
    }
}
