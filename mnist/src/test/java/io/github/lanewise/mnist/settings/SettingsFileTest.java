package io.github.lanewise.mnist.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private static Map<String, String> values(String text) {
        return SettingsFile.parse("a.conf", text).stream()
                .collect(Collectors.toMap(Setting::name, Setting::value));
    }

    @Test
    void aLineIsANameAndAValue() {
        assertThat(
                        values(
                                """
                                \ufeff# a comment

                                epochs = 20
                                  batch=64\t# images
                                data = "my digits # 1"   # quoted
                                out = 'a "b".safetensors'
                                metrics = runs/a#1.jsonl
                                tensorboard = C:\\runs\\new
                                model = lenet5 1998 = old\r
                                """))
                .isEqualTo(
                        Map.of(
                                "epochs",
                                "20",
                                "batch",
                                "64",
                                "data",
                                "my digits # 1",
                                "out",
                                "a \"b\".safetensors",
                                "metrics",
                                "runs/a#1.jsonl",
                                "tensorboard",
                                "C:\\runs\\new",
                                "model",
                                "lenet5 1998 = old"));
    }

    @Test
    void eachKnowsItsLine() {
        assertThat(SettingsFile.parse("a.conf", "\n# x\nepochs = 3"))
                .containsExactly(new Setting("epochs", "3", "a.conf, line 3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "epochs 3 | 'epochs 3' is no option; write name = value.",
                "[train] | '[train]' is no option; write name = value.",
                "= 3 | '= 3' is no option; write name = value.",
                "--epochs = 3 | '--epochs' has dashes; write the name without them.",
                "epochs = | 'epochs' has no value; add one or remove the line.",
                "epochs = # 3 | 'epochs' has no value; add one or remove the line.",
                "epochs = \"\" | 'epochs' has no value; add one or remove the line.",
                "batch = 4 | 'batch' stands in line 1 already; remove one of the two.",
                "data = \"a | the quotes around the value of 'data' are not a pair, or something"
                        + " follows them; write name = \"value\".",
                "data = 'a' b | the quotes around the value of 'data' are not a pair, or something"
                        + " follows them; write name = \"value\".",
            })
    void aFaultyLineIsTold(String line, String fault) {
        assertThatThrownBy(() -> SettingsFile.parse("a.conf", "batch = 3\n" + line))
                .isInstanceOf(SettingsException.class)
                .hasMessage("a.conf, line 2: " + fault);
    }

    @Test
    void whatIsNoTextIsTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.conf");
        String end = "; name a file of options.";
        assertUnreadable(file, "there is no such file" + end);
        Files.write(file, new byte[] {'a', '=', (byte) 0xff});
        assertUnreadable(file, "it is no text in UTF-8" + end);
        Files.write(file, new byte[(1 << 20) + 1]);
        assertUnreadable(file, "it is longer than any file of options" + end);
        assertUnreadable(folder, "Is a directory" + end);
    }

    private static void assertUnreadable(Path file, String reason) {
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + " cannot be read: " + reason);
    }

    @Property(tries = 500)
    void writtenOptionsAreReadAgain(@ForAll String value) {
        boolean holdable =
                !value.isEmpty()
                        && !value.contains("\n")
                        && !value.contains("\r")
                        && !(value.contains("'") && value.contains("\""));
        String text = SettingsFile.text(Map.of("out", value));
        assertThat(text.lines()).hasSize(1);
        if (holdable) {
            assertThat(values(text)).isEqualTo(Map.of("out", value));
        } else if (!value.isEmpty()) {
            assertThat(values(text)).isEmpty();
        }
    }

    @Test
    void aBlankThatPatternsDoNotKnowIsKept() {
        for (String value : List.of("\u2028", "a\u2029", "\u2028#b", "'\u2028#c")) {
            assertThat(values(SettingsFile.text(Map.of("out", value))))
                    .isEqualTo(Map.of("out", value));
        }
        assertThat(values("out = a # b\u2028c")).isEqualTo(Map.of("out", "a"));
    }

    @Property(tries = 500)
    void whateverStandsInAFileIsReadOrToldOnOneLine(@ForAll String text) {
        try {
            assertThat(SettingsFile.parse("a.conf", text))
                    .allSatisfy(setting -> assertThat(setting.value()).isNotEmpty());
        } catch (SettingsException e) {
            assertThat(e.getMessage()).matches("a\\.conf, line \\d+: [^\\p{Cc}]+");
        }
    }
}
