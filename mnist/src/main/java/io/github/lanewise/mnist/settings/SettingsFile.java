package io.github.lanewise.mnist.settings;

import io.github.lanewise.models.file.FileFault;
import io.github.lanewise.models.file.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of options: lines {@code name = value}, in UTF-8. What follows a {@code #} at the start of
 * a line or after a space is a comment. A value may stand in single or double quotes, and then
 * holds what is between them as it is.
 */
public final class SettingsFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Pattern COMMENT = Pattern.compile("(?s)(^|\\s)#.*");

    /** In quotes; the same quote does not occur inside. */
    private static final Pattern QUOTED =
            Pattern.compile("(?s)(?:\"([^\"]*)\"|'([^']*)')\\s*(?:#.*)?");

    private final String source;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private SettingsFile(String source) {
        this.source = source;
    }

    /**
     * Reads a file.
     *
     * @throws SettingsException if it cannot be read, or a line is not of the format
     */
    public static List<Setting> read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable(file, "it is longer than any file of options");
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return parse(file.toString(), text);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is no text in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, FileFault.reason(e));
        }
    }

    private static SettingsException unreadable(Path file, String fault) {
        return new SettingsException(
                "%s cannot be read: %s; name a file of options.".formatted(file, fault));
    }

    /**
     * Returns the options of a text.
     *
     * @param source what messages call it
     * @throws SettingsException if a line is not of the format
     */
    public static List<Setting> parse(String source, String text) {
        SettingsFile file = new SettingsFile(source);
        String content =
                text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                file.add(number, stripped);
            }
        }
        return List.copyOf(file.settings.values());
    }

    private void add(int line, String text) {
        int equals = text.indexOf('=');
        String name = text.substring(0, Math.max(equals, 0)).strip();
        if (name.isEmpty()) {
            throw fault(line, Wording.quote(text) + " is no option; write name = value.");
        }
        if (name.startsWith("-")) {
            throw fault(line, Wording.quote(name) + " has dashes; write the name without them.");
        }
        String value = value(line, name, text.substring(equals + 1).strip());
        if (value.isEmpty()) {
            throw fault(line, Wording.quote(name) + " has no value; add one or remove the line.");
        }
        Optional<Integer> before = Optional.ofNullable(lines.put(name, line));
        if (before.isPresent()) {
            throw fault(
                    line,
                    "%s stands in line %d already; remove one of the two."
                            .formatted(Wording.quote(name), before.get()));
        }
        settings.put(name, new Setting(name, value, place(line)));
    }

    private String value(int line, String name, String text) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            Matcher quoted = QUOTED.matcher(text);
            if (!quoted.matches()) {
                throw fault(
                        line,
                        "the quotes around the value of %s are not a pair, or something follows them; write name = \"value\"."
                                .formatted(Wording.quote(name)));
            }
            return Optional.ofNullable(quoted.group(1)).orElseGet(() -> quoted.group(2));
        }
        return COMMENT.matcher(text).replaceFirst("").strip();
    }

    private SettingsException fault(int line, String fault) {
        return new SettingsException(new Setting("", "", place(line)), fault);
    }

    private String place(int line) {
        return source + ", line " + line;
    }

    /**
     * Returns the text of a file with these options. A value that no line can hold becomes a
     * comment; only names of files can be so odd.
     *
     * @param options values by names without dashes
     */
    public static String text(Map<String, String> options) {
        StringBuilder text = new StringBuilder();
        options.forEach((name, value) -> text.append(line(name, value)).append('\n'));
        return text.toString();
    }

    private static String line(String name, String value) {
        if (value.matches("(?s).*[\r\n].*|.*'.*\".*|.*\".*'.*")) {
            return "# " + name + " has a value that no line can hold";
        }
        // More characters are blank at the ends of a line than to a pattern.
        boolean plain = value.matches("[^\\s#\"']+") && value.equals(value.strip());
        String quote = value.contains("\"") ? "'" : "\"";
        return name + " = " + (plain ? value : quote + value + quote);
    }
}
