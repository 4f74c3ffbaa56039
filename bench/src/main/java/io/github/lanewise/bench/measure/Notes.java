package io.github.lanewise.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a fork has to say besides numbers over time, such as the algorithm that a library chose, or
 * the error of a result: lines {@code name TAB value} in a file that the starting JVM names by a
 * property. Without the property notes are dropped.
 */
public final class Notes {
    /** The system property with the file's name. */
    public static final String PROPERTY = "lanewise.bench.notes";

    /** The note with the number of threads that a library says it computes with. */
    public static final String THREADS = "threads";

    private static final String LARGEST = ">";

    private Notes() {}

    /** Adds a note; the name has no tab, and the value stays on one line. */
    public static void add(String name, String value) {
        String file = System.getProperty(PROPERTY);
        if (file == null) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file),
                    name + '\t' + value.replace('\n', ' ') + '\n',
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a number of which the largest counts. */
    public static void largest(String name, double value) {
        add(LARGEST + name, Double.toString(value));
    }

    /** Reads the notes of all forks; of several with one name the last or the largest counts. */
    public static Map<String, String> read(Path file) {
        Map<String, String> notes = new LinkedHashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split("\t", 2);
                    String value = parts[parts.length - 1];
                    if (parts[0].startsWith(LARGEST)) {
                        notes.merge(parts[0].substring(LARGEST.length()), value, Notes::larger);
                    } else {
                        notes.put(parts[0], value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return notes;
    }

    private static String larger(String a, String b) {
        return Double.parseDouble(a) >= Double.parseDouble(b) ? a : b;
    }
}
