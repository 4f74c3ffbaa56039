package io.github.lanewise.engine.kernel;

import static io.github.lanewise.engine.kernel.TileText.count;
import static io.github.lanewise.engine.kernel.TileText.multiple;
import static io.github.lanewise.engine.kernel.TileText.plus;
import static io.github.lanewise.engine.kernel.TileText.registers;
import static io.github.lanewise.engine.kernel.TileText.sum;
import static io.github.lanewise.engine.kernel.TileText.vectors;

import java.util.List;

/** Source of a tile of {@link LaneDot}, written out as {@link OuterProductSource}. */
final class LaneDotSource {
    private final int rows;
    private final int runs;
    private final int taps;
    private final int width;
    private final TileText text;

    /**
     * Writes it.
     *
     * @param rows R
     * @param runs runs of neighbouring taps
     * @param taps taps of a run
     */
    LaneDotSource(int rows, int runs, int taps) {
        this.rows = rows;
        this.runs = runs;
        this.taps = taps;
        width = runs * taps;
        text =
                new TileText(
                        name(),
                        "Lane-wise dot products of %s and %s%s, %s; see {@link LaneDot}."
                                .formatted(
                                        count(rows, "row"),
                                        count(width, "tap"),
                                        runs == 1 ? "" : " in " + runs + " runs",
                                        registers(rows * width)));
        signature();
        operands();
        tile();
        pixels();
        stores();
        text.line("} } }");
    }

    String name() {
        return "LaneDot" + rows + "x" + width;
    }

    String text() {
        return text.toString();
    }

    private void signature() {
        text.comment(
                List.of(
                        "Writes the sums of every tile over pixels {@code from} to {@code to}",
                        "(exclusive) of the rows from byte {@code row} of d on."));
        text.line("static void run(LaneDotBlock block, long row, int from, int to,");
        text.line("MemorySegment out) {");
    }

    private void operands() {
        text.line("MemorySegment x = block.x();");
        text.line("int[] tiles = block.tiles();");
        text.line("int[] dPixels = block.dPixels();");
        text.line("int[] xPixels = block.xPixels();");
        text.line("long dSpan = block.dSpan();");
        text.line("long xSpan = block.xSpan();");
        if (rows > 1) {
            text.line("long outRow = block.outRow();");
        }
        text.line("long outSpan = " + sum(multiple(rows - 1, "outRow"), width + "L * V") + ";");
        for (int r = 0; r < rows; r++) {
            String offset = sum("row", multiple(r, "block.dRow()"));
            text.line("MemorySegment d%d = block.d().asSlice(%s, dSpan);".formatted(r, offset));
        }
    }

    private void tile() {
        String tiles = runs == 1 ? "tiles.length" : "tiles.length / " + runs;
        text.line("for (int i = 0; i < " + tiles + "; i++) {");
        for (int u = 0; u < runs; u++) {
            String index = runs == 1 ? "i" : plus(runs + " * i", u);
            text.line("MemorySegment x%d = x.asSlice(tiles[%s], xSpan);".formatted(u, index));
        }
        text.line("MemorySegment sums = out.asSlice((long) i * %d * V, outSpan);".formatted(width));
        text.line("FloatVector zero = FloatVector.zero(S);");
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < width; t++) {
                text.line("FloatVector s%d%d = zero;".formatted(r, t));
            }
        }
    }

    private void pixels() {
        text.line("for (int j = from; j < to; j++) {");
        for (int u = 0; u < runs && taps > 1; u++) {
            text.line(
                    "MemorySegment g%1$d = x%1$d.asSlice(xPixels[j], %2$s);"
                            .formatted(u, vectors(taps)));
        }
        for (int r = 0; r < rows; r++) {
            text.line(
                    "FloatVector u%1$d = FloatVector.fromMemorySegment(S, d%1$d, dPixels[j], ORDER);"
                            .formatted(r));
        }
        for (int t = 0; t < width; t++) {
            String source =
                    taps == 1
                            ? "x" + t + ", xPixels[j]"
                            : "g" + t / taps + ", " + sum(vectors(t % taps));
            String w = t == 0 ? "FloatVector w" : "w";
            text.line("%s = FloatVector.fromMemorySegment(S, %s, ORDER);".formatted(w, source));
            for (int r = 0; r < rows; r++) {
                text.line("s%1$d%2$d = u%1$d.fma(w, s%1$d%2$d);".formatted(r, t));
            }
        }
        text.line("}");
    }

    private void stores() {
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < width; t++) {
                String offset = sum(multiple(r, "outRow"), vectors(t));
                text.line("s%d%d.intoMemorySegment(sums, %s, ORDER);".formatted(r, t, offset));
            }
        }
    }
}
