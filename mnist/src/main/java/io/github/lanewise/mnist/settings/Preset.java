package io.github.lanewise.mnist.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A set of options with a name, from a resource that is a file of options. Its first line is a
 * comment that says in one line what it is for.
 *
 * @param name how it is named
 */
public record Preset(String name) {
    private static final List<String> NAMES = List.of("fast", "accurate");

    /** Returns the names of all. */
    public static List<String> names() {
        return NAMES;
    }

    /** Returns the one with that name, if there is one. */
    public static Optional<Preset> named(String name) {
        return NAMES.contains(name) ? Optional.of(new Preset(name)) : Optional.empty();
    }

    /** Returns what it is for, in one line. */
    public String summary() {
        return text().lines().findFirst().orElse("").replaceFirst("^#\\s*", "");
    }

    /** Returns its options. */
    public List<Setting> settings() {
        return SettingsFile.parse("preset " + name, text());
    }

    private String text() {
        String file = name + ".conf";
        Optional<InputStream> resource =
                Optional.ofNullable(Preset.class.getResourceAsStream(file));
        try (InputStream stream =
                resource.orElseThrow(
                        () -> new IllegalStateException("the resource " + file + " is missing"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
