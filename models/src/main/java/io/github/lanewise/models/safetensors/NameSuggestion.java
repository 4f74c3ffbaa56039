package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.file.Wording;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words what a file holds instead of a tensor that it lacks. */
final class NameSuggestion {
    private static final int MOST_LISTED = 6;

    /** Limits that keep the search short for a file with a million names or a mile-long one. */
    private static final int MOST_COMPARED = 10_000;

    private static final int LONGEST_COMPARED = 200;

    private NameSuggestion() {}

    /** Returns, for the missing name, the nearest name if one is near, and the first names. */
    static String of(String missing, Collection<String> names) {
        if (names.isEmpty()) {
            return "the file holds no tensor";
        }
        String listed =
                names.stream()
                        .limit(MOST_LISTED)
                        .map(Wording::quote)
                        .collect(Collectors.joining(", "));
        int others = names.size() - MOST_LISTED;
        String held = "the file holds " + listed + (others > 0 ? " and " + others + " more" : "");
        return nearest(missing, names)
                .map(name -> "did you mean " + quote(name) + "; " + held)
                .orElse(held);
    }

    private static Optional<String> nearest(String missing, Collection<String> names) {
        if (missing.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String name : names.stream().limit(MOST_COMPARED).toList()) {
            if (name.length() > LONGEST_COMPARED) {
                continue;
            }
            int edits = edits(missing, name);
            // With more edits than half of the letters the two have little in common.
            if (edits < least && edits <= Math.max(missing.length(), name.length()) / 2) {
                nearest = Optional.of(name);
                least = edits;
            }
        }
        return nearest;
    }

    /** Returns the Levenshtein distance: insertions, deletions and replacements from a to b. */
    private static int edits(String a, String b) {
        // row[j] = distance from the first i letters of a to the first j letters of b
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
