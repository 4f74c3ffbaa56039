package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    @Test
    void namesComeBackAsTheyWere() {
        ClassNames names = new ClassNames(List.of("ant", "a \"quoted\" name", "Ж, 猫"));
        assertThat(ClassNames.read(names.strings(), 3)).isEqualTo(names);
        assertThat(names.strings())
                .containsEntry("class_names", "[\"ant\",\"a \\\"quoted\\\" name\",\"Ж, 猫\"]");
        assertThat(names.of(1)).isEqualTo("a \"quoted\" name");
        assertThat(names.known()).contains(names.names());
    }

    @Test
    void classesWithoutNamesHaveNumbers() {
        assertThat(ClassNames.NONE.strings()).isEmpty();
        assertThat(ClassNames.read(Map.of(), 3)).isEqualTo(ClassNames.NONE);
        assertThat(ClassNames.NONE.of(7)).isEqualTo("7");
        assertThat(ClassNames.NONE.known()).isEmpty();
    }

    @Test
    void whatIsNoListOfNamesIsRefused() {
        for (String text :
                List.of(
                        "",
                        "ant",
                        "[\"a\"]",
                        "[\"a\",\"b\",\"c\"]",
                        "[\"a\",2]",
                        "[\"a\",\"b\"",
                        "[\"a\",\"b\"]]",
                        "{\"a\":\"b\"}",
                        "[\"a\",\"\"]",
                        "[\"a\",\"\\u001b[1m\"]")) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> ClassNames.read(Map.of("class_names", text), 2))
                    .withMessageStartingWith("has metadata 'class_names' that are no JSON array");
        }
    }
}
