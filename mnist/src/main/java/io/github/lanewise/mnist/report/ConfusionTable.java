package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.report.TextTable.Align;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** How often images of each class were taken for which. */
public final class ConfusionTable {
    private ConfusionTable() {}

    /**
     * Returns the lines of an aligned table, whose columns of numbers are equally wide.
     *
     * @param classes number of classes
     * @param names which stand behind the numbers of the rows, if there are any
     * @param count number of images by true class and by predicted class
     */
    public static List<String> lines(int classes, ClassNames names, IntBinaryOperator count) {
        int width = 1;
        for (int label = 0; label < classes; label++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                String cell = Numbers.count(count.applyAsInt(label, predicted));
                width = Math.max(width, cell.length());
            }
        }
        List<Align> columns = new ArrayList<>();
        columns.add(Align.LEFT);
        columns.addAll(Collections.nCopies(classes, Align.RIGHT));
        TextTable table = new TextTable(columns);
        table.row(row("true \\ predicted", classes, width, predicted -> predicted));
        for (int label = 0; label < classes; label++) {
            int row = label;
            IntUnaryOperator counts = predicted -> count.applyAsInt(row, predicted);
            String number = Integer.toString(label);
            String name = names.known().isPresent() ? number + " " + names.of(label) : number;
            table.row(row(name, classes, width, counts));
        }
        return table.lines();
    }

    private static List<String> row(String first, int cells, int width, IntUnaryOperator number) {
        List<String> row = new ArrayList<>();
        row.add(first);
        for (int i = 0; i < cells; i++) {
            String cell = Numbers.count(number.applyAsInt(i));
            row.add(" ".repeat(Math.max(0, width - cell.length())) + cell);
        }
        return row;
    }
}
