package io.github.lanewise.bench.shape;

import io.github.lanewise.bench.report.ReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Layers from CSV files with the columns {@code name, N, C, H, W, K, R, S, stride, padding,
 * dilation, groups}. Stride and padding are one number for both directions, or {@code rows x
 * columns}, as in {@code 0x3}.
 */
public final class ShapeFile {
    private static final List<String> COLUMNS =
            List.of(
                    "name",
                    "N",
                    "C",
                    "H",
                    "W",
                    "K",
                    "R",
                    "S",
                    "stride",
                    "padding",
                    "dilation",
                    "groups");

    private static final Pattern PAIR = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?");

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setTrim(true)
                    .get();

    private ShapeFile() {}

    /**
     * A layer with its name.
     *
     * @param name in the reader's words, such as {@code VGG-16 conv1_2}
     * @param shape extents
     */
    public record NamedShape(String name, ConvShape shape) {
        /** Returns the name with the number of images. */
        public String label() {
            return name + ", N=" + shape.n();
        }
    }

    /** Reads one of the files of this jar, such as {@code vgg16}. */
    public static List<NamedShape> builtIn(String name) {
        String file = "/shapes/" + name + ".csv";
        try (InputStream stream = ShapeFile.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("This jar has no file " + file + ".");
            }
            return read(new InputStreamReader(stream, StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads layers.
     *
     * @param file name for messages
     * @throws ReportException if a column is missing or a row is no convolution
     * @throws IOException if reading fails
     */
    public static List<NamedShape> read(Reader text, String file) throws IOException {
        List<NamedShape> layers = new ArrayList<>();
        try (var records = FORMAT.parse(text)) {
            Map<String, Integer> header = records.getHeaderMap();
            for (String column : COLUMNS) {
                if (!header.containsKey(column)) {
                    throw new ReportException(
                            "%s has no column '%s'; its first line should be %s."
                                    .formatted(file, column, String.join(",", COLUMNS)));
                }
            }
            for (CSVRecord row : records) {
                try {
                    layers.add(layer(row));
                } catch (IllegalArgumentException e) {
                    throw new ReportException(
                            "Line %d of %s is no convolution: %s"
                                    .formatted(row.getRecordNumber() + 1, file, e.getMessage()),
                            e);
                }
            }
        }
        return layers;
    }

    private static NamedShape layer(CSVRecord row) {
        int[] stride = pair(row, "stride");
        int[] padding = pair(row, "padding");
        ConvShape shape =
                new ConvShape(
                        number(row, "N"),
                        number(row, "C"),
                        number(row, "H"),
                        number(row, "W"),
                        number(row, "K"),
                        number(row, "R"),
                        number(row, "S"),
                        stride[0],
                        stride[1],
                        padding[0],
                        padding[1],
                        number(row, "dilation"),
                        number(row, "groups"));
        return new NamedShape(row.get("name"), shape);
    }

    private static int number(CSVRecord row, String column) {
        int[] pair = pair(row, column);
        if (row.get(column).contains("x")) {
            throw new IllegalArgumentException(column + " takes one number.");
        }
        return pair[0];
    }

    private static int[] pair(CSVRecord row, String column) {
        Matcher m = PAIR.matcher(row.get(column));
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no value of %s.".formatted(row.get(column), column));
        }
        int first = Integer.parseInt(m.group(1));
        return new int[] {first, m.group(2) == null ? first : Integer.parseInt(m.group(2))};
    }
}
