package io.github.lanewise.models.file;

import java.util.List;
import java.util.stream.Collectors;

/** Words text from a file for a one-line message: short, printable, whatever the file holds. */
public final class Wording {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DETAIL = 200;
    private static final int MOST_DIMENSIONS = 8;

    private Wording() {}

    /** Returns the name in single quotes, printable and cut to a readable length. */
    public static String quote(String name) {
        return "'" + printable(name, LONGEST_NAME) + "'";
    }

    /** Returns the explanation of a library as part of a sentence, printable and cut. */
    public static String detail(String explanation) {
        return printable(explanation, LONGEST_DETAIL);
    }

    /** Returns a text that may quote a file, printable and on one line. */
    public static String line(String text) {
        return printable(text, Integer.MAX_VALUE);
    }

    /** Returns {@code [6, 1, 5, 5]}, cut after the first few dimensions. */
    public static String shape(List<? extends Number> shape) {
        String dimensions =
                shape.stream()
                        .limit(MOST_DIMENSIONS)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        if (shape.size() <= MOST_DIMENSIONS) {
            return "[" + dimensions + "]";
        }
        return "[" + dimensions + ", … " + shape.size() + " dimensions]";
    }

    /** Returns whether the text has a UTF-8 form, which half a surrogate pair has not. */
    public static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(unit -> Character.getType(unit) == Character.SURROGATE);
    }

    private static String printable(String text, int longest) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length() && out.length() < longest) {
            int codePoint = text.codePointAt(i);
            if (isPrintable(codePoint)) {
                out.appendCodePoint(codePoint);
            } else {
                out.append(String.format("\\u%04x", codePoint));
            }
            i += Character.charCount(codePoint);
        }
        return i < text.length() ? out.append('…').toString() : out.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
