package io.github.lanewise.engine.kernel;

import static io.github.lanewise.engine.kernel.TileText.multiple;
import static io.github.lanewise.engine.kernel.TileText.registers;
import static io.github.lanewise.engine.kernel.TileText.sum;
import static io.github.lanewise.engine.kernel.TileText.vectors;

/** Source of a tile of {@link MatrixProduct}, written out as {@link OuterProductSource}. */
final class MatrixProductSource {
    private static final int WIDTH = 2;

    private final int rows;
    private final TileText text;

    /**
     * Writes it.
     *
     * @param rows R
     */
    MatrixProductSource(int rows) {
        this.rows = rows;
        String description =
                "The product of %d rows and %d vectors, %s; see {@link MatrixProduct}."
                        .formatted(rows, WIDTH, registers(rows * WIDTH));
        text = new TileText(name(), description, true);
        text.line("/** Writes the product of {@code steps} columns of x and rows of w. */");
        text.line("static void run(MatrixTile tile, int steps) {");
        operands();
        steps();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < WIDTH; c++) {
                text.line("s%d%d.intoMemorySegment(y, %s, ORDER);".formatted(r, c, offset(r, c)));
            }
        }
        text.line("} }");
    }

    String name() {
        return "MatrixProduct" + rows + "x" + WIDTH;
    }

    String text() {
        return text.toString();
    }

    private static String offset(int row, int column) {
        return sum(multiple(row, "yRow"), vectors(column));
    }

    private void operands() {
        String vectors = vectors(WIDTH);
        text.line("long xRow = tile.xRow();");
        text.line("long wRow = tile.wRow();");
        text.line("long yRow = tile.yRow();");
        text.line("long xSpan = 4L * steps;");
        text.line("long wSpan = (steps - 1) * wRow + " + vectors + ";");
        text.line("long ySpan = " + sum(multiple(rows - 1, "yRow"), vectors) + ";");
        text.line("MemorySegment w = tile.w().asSlice(tile.wOffset(), wSpan);");
        text.line("MemorySegment y = tile.y().asSlice(tile.yOffset(), ySpan);");
        for (int r = 0; r < rows; r++) {
            String offset = sum("tile.xOffset()", multiple(r, "xRow"));
            text.line("MemorySegment x%d = tile.x().asSlice(%s, xSpan);".formatted(r, offset));
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < WIDTH; c++) {
                text.line("FloatVector s%d%d = FloatVector.zero(S);".formatted(r, c));
            }
        }
    }

    private void steps() {
        text.line("for (int t = 0; t < steps; t++) {");
        text.line("long at = 4L * t;");
        text.line("MemorySegment g = w.asSlice(t * wRow, " + vectors(WIDTH) + ");");
        for (int c = 0; c < WIDTH; c++) {
            text.line(
                    "FloatVector w%d = FloatVector.fromMemorySegment(S, g, %s, ORDER);"
                            .formatted(c, sum(vectors(c))));
        }
        for (int r = 0; r < rows; r++) {
            String u = r == 0 ? "FloatVector u" : "u";
            text.line("%s = FloatVector.broadcast(S, x%d.get(FLOAT, at));".formatted(u, r));
            for (int c = 0; c < WIDTH; c++) {
                text.line("s%1$d%2$d = u.fma(w%2$d, s%1$d%2$d);".formatted(r, c));
            }
        }
        text.line("}");
    }
}
