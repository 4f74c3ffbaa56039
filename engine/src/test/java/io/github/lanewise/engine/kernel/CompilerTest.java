package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every kernel can be compiled by C1. Where it gives up ("COMPILE SKIPPED"), a method that it had
 * compiled once before may never get to C2, and such a start of the JVM is many times slower.
 */
final class CompilerTest {
    private static final String ENGINE = "io.github.lanewise.engine.";
    private static final String KERNELS = ENGINE + "kernel.";

    /** Tiles for processors with another number of registers are never run on this one. */
    private static final String OTHER_REGISTERS =
            Lanes.REGISTERS == 32
                    ? "OuterProduct6x2|LaneDot\\d+x6|MatrixProduct4x2"
                    : "OuterProduct([46]x4|2x8)|LaneDot(\\d+x[59]|[34]x4)|MatrixProduct8x2"
                            + "|PixelProduct([45]x4|8x2)";

    @Test
    @Timeout(120)
    void everyKernelIsCompiledByC1() throws IOException, InterruptedException {
        List<String> log = runChild();
        assertThat(log)
                .filteredOn(line -> line.contains("COMPILE SKIPPED") && line.contains(ENGINE))
                .isEmpty();
        Set<String> expected = kernels();
        assertThat(expected).hasSizeGreaterThan(12);
        Set<String> missing = new TreeSet<>();
        for (String kernel : expected) {
            if (log.stream().noneMatch(line -> isCompilation(line, kernel))) {
                missing.add(kernel);
            }
        }
        assertThat(missing)
                .as("kernels that the compiler never saw; make KernelExercise run them")
                .isEmpty();
    }

    /** Lines are: time, number, flags, level, method and its size. */
    private static boolean isCompilation(String line, String kernel) {
        return line.matches("\\s*\\d+\\s+\\d+\\s.*\\s3\\s+" + kernel + "::\\w+.*bytes\\)");
    }

    /** The classes that compute with vectors in loops of their own. */
    private static Set<String> kernels() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(ENGINE + "kernel", ENGINE + "layer")
                        .stream()
                        .filter(CompilerTest::computes)
                        .map(JavaClass::getName)
                        .filter(name -> !name.replace(KERNELS, "").matches(OTHER_REGISTERS))
                        .collect(Collectors.toSet());
    }

    private static boolean computes(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call ->
                        call.getTargetOwner().getName().endsWith("FloatVector")
                                && !call.getOrigin().getName().equals("<clinit>")
                                && !type.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static List<String> runChild() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:UseAVX"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=3",
                        "-XX:CompileThresholdScaling=0.02",
                        "-XX:+PrintCompilation",
                        "-Xbatch",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-D" + Lanes.PROPERTY + "=" + Lanes.COUNT,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KernelExercise.class.getName()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> log = child.inputReader().lines().toList();
        assertThat(child.waitFor()).as("exit status; %s", log.reversed()).isZero();
        return log;
    }
}
