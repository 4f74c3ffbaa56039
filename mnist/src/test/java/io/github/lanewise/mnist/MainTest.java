package io.github.lanewise.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program in a JVM of its own, on the class path of this test. */
class MainTest {
    private record Ended(int status, String out, String err) {}

    private static Ended lanewise(List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("LANEWISE_DATA");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    @Test
    void writesUtf8AlsoWhereThereIsNoLocale() throws Exception {
        Ended ended = lanewise(List.of("--add-modules", "jdk.incubator.vector"), "summary");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("6×28×28");
    }

    @Test
    void withoutTheVectorModuleItSaysWhichOptionIsMissing() throws Exception {
        Ended ended = lanewise(List.of(), "train");
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).contains("--add-modules jdk.incubator.vector");
        assertThat(ended.status()).isEqualTo(6);
    }

    @Test
    void refusesALaneCountThatNoProcessorHas() throws Exception {
        Ended ended =
                lanewise(
                        List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.lanes=7"),
                        "train");
        assertThat(ended.err()).contains("The system property lanewise.lanes is '7'");
        assertThat(ended.err()).doesNotContain("\tat ");
        assertThat(ended.status()).isEqualTo(6);
    }
}
