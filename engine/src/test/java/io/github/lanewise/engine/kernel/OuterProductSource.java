package io.github.lanewise.engine.kernel;

import static io.github.lanewise.engine.kernel.TileText.count;
import static io.github.lanewise.engine.kernel.TileText.multiple;
import static io.github.lanewise.engine.kernel.TileText.plus;
import static io.github.lanewise.engine.kernel.TileText.registers;
import static io.github.lanewise.engine.kernel.TileText.sum;
import static io.github.lanewise.engine.kernel.TileText.times;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Source of a tile of {@link OuterProduct}. A tile has a named local variable for each sum, since
 * C2 keeps a vector in a register only there, so the classes are written out; this is their
 * pattern.
 */
final class OuterProductSource {
    private final int rows;
    private final int columns;
    private final int groups;
    private final TileText text;

    /**
     * Writes it.
     *
     * @param rows R
     * @param columns C, in groups of two unless it is 1
     */
    OuterProductSource(int rows, int columns) {
        if (!Set.of(1, 2, 4, 8, 12).contains(columns)) {
            throw new IllegalArgumentException("No pattern has " + columns + " columns.");
        }
        this.rows = rows;
        this.columns = columns;
        groups = Math.max(1, columns / 2);
        text =
                new TileText(
                        name(),
                        "The outer product of %s and %s, %s; see {@link OuterProduct}."
                                .formatted(
                                        count(rows, "row"),
                                        count(columns, "column"),
                                        registers(rows * columns)));
        signature();
        operands();
        sums();
        steps();
        stores();
        text.line("} } }");
    }

    String name() {
        return "OuterProduct" + rows + "x" + columns;
    }

    String text() {
        return text.toString();
    }

    private void signature() {
        text.comment(
                List.of(
                        "Computes rows {@code block} of the column groups {@code from} to {@code to}",
                        "(exclusive).",
                        "",
                        "<p>" + tile()));
        text.line("static void run(RowBlock block, Columns columns, int from, int to,");
        text.line("MemorySegment x, MemorySegment y) {");
    }

    private String tile() {
        return switch (groups) {
            case 1 ->
                    columns == 1
                            ? "One column makes a tile."
                            : "A group of two neighbouring columns makes a tile, and a step one"
                                    + " slice, so that C2 checks its bounds once.";
            default ->
                    Map.of(2, "Two", 4, "Four", 6, "Six").get(groups)
                            + " groups of two neighbouring columns make a tile. Their slices have"
                            + " one length, so that C2 checks the bounds of a step once for all of"
                            + " them.";
        };
    }

    private void operands() {
        text.line("float[] a = block.values();");
        text.line("float[] start = block.start();");
        text.line("int a0 = block.offset() + columns.firstStep()" + times(rows) + ";");
        text.line("int row = block.row();");
        text.line("long yRow = columns.outputRow();");
        text.line("long first = row * yRow;");
        text.line("int[] taps = columns.taps();");
        text.line("int[] input = columns.input();");
        text.line("int[] output = columns.output();");
        text.line("long xSpan = columns.inputSpan();");
        String group = columns == 1 ? "V" : "2L * V";
        text.line("long ySpan = " + sum(multiple(rows - 1, "yRow"), group) + ";");
        text.line("for (int j = from; j < to; j" + (groups == 1 ? "++" : " += " + groups) + ") {");
        for (int g = 0; g < groups; g++) {
            String index = plus("j", g);
            text.line("MemorySegment x%d = x.asSlice(input[%s], xSpan);".formatted(g, index));
        }
        for (int g = 0; g < groups; g++) {
            String index = plus("j", g);
            text.line(
                    "MemorySegment y%d = y.asSlice(first + output[%s], ySpan);"
                            .formatted(g, index));
        }
    }

    private String sumOf(int row, int column) {
        return columns == 1 ? "s" + row : "s" + row + column;
    }

    private void sums() {
        for (int r = 0; r < rows; r++) {
            String start = "FloatVector.broadcast(S, start[" + plus("row", r) + "])";
            for (int c = 0; c < columns; c++) {
                String value = c == 0 ? start : sumOf(r, 0);
                text.line("FloatVector %s = %s;".formatted(sumOf(r, c), value));
            }
        }
    }

    private void steps() {
        text.line("for (int t = 0; t < taps.length; t++) {");
        text.line("int at = a0 + t" + times(rows) + ";");
        for (int g = 0; g < groups && columns > 1; g++) {
            text.line("MemorySegment g%1$d = x%1$d.asSlice(taps[t], 2L * V);".formatted(g));
        }
        for (int c = 0; c < columns; c++) {
            String source =
                    columns == 1 ? "x0, taps[t]" : "g" + c / 2 + ", " + (c % 2 == 0 ? "0" : "V");
            text.line(
                    "FloatVector w%d = FloatVector.fromMemorySegment(S, %s, ORDER);"
                            .formatted(c, source));
        }
        for (int r = 0; r < rows; r++) {
            String u = r == 0 ? "FloatVector u" : "u";
            text.line("%s = FloatVector.broadcast(S, a[%s]);".formatted(u, plus("at", r)));
            for (int c = 0; c < columns; c++) {
                text.line("%1$s = u.fma(w%2$d, %1$s);".formatted(sumOf(r, c), c));
            }
        }
        text.line("}");
    }

    private void stores() {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                String offset = sum(multiple(r, "yRow"), c % 2 == 0 ? "" : "V");
                text.line(
                        "%s.intoMemorySegment(y%d, %s, ORDER);"
                                .formatted(sumOf(r, c), c / 2, offset));
            }
        }
    }
}
