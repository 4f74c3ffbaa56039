package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Halo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Choices by measurement, kept in a text file: after a first line that names the format a line per
 * convolution, with the key, the four algorithms and their reasons, separated by tabs.
 */
final class MeasuredTuning implements Tuning {
    private static final String FORMAT = "# Lanewise: measured choices of convolutions, format 1";
    private static final String TAB = "\t";
    private static final int DIRECTIONS = 4;
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private final Path file;
    private final ConvMeasurement measurement;
    private final Map<ConvGeometry, ConvChoices> met = new HashMap<>();

    MeasuredTuning(Path file, ConvMeasurement measurement) {
        this.file = file;
        this.measurement = measurement;
    }

    @Override
    public synchronized ConvChoices choose(ConvGeometry g) {
        try {
            ConvChoices choices = met.get(g);
            if (choices == null) {
                choices = read().get(key(g));
            }
            if (choices == null) {
                choices = measurement.measure(g);
                // Others may have written while this one measured.
                Map<String, ConvChoices> known = read();
                known.put(key(g), choices);
                write(known);
            }
            met.put(g, choices);
            return choices;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The choices of convolutions cannot be kept in "
                            + file
                            + "; use a file in a folder that exists and may be written to.",
                    e);
        }
    }

    /** Returns what a choice holds for: processor, lanes, version, and geometry. */
    static String key(ConvGeometry g) throws IOException {
        Halo p = g.padding();
        return String.join(
                "; ",
                processor(),
                Lanes.COUNT + " lanes",
                "version " + version(),
                g.input() + " to " + g.output(),
                "padding %d %d %d %d".formatted(p.top(), p.bottom(), p.left(), p.right()));
    }

    private static String processor() throws IOException {
        if (Files.isReadable(PROCESSORS)) {
            try (Stream<String> lines = Files.lines(PROCESSORS)) {
                return lines.filter(line -> line.matches("(model|cpu family|model name)\\s*:.*"))
                        .limit(3)
                        .map(line -> line.replaceAll(".*:\\s*", ""))
                        .reduce(System.getProperty("os.arch"), (a, b) -> a + " " + b)
                        .replace('\t', ' ');
            }
        }
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** Returns that of the module or of the jar; classes without either have none. */
    private static String version() {
        Optional<String> jar =
                Optional.ofNullable(MeasuredTuning.class.getPackage().getImplementationVersion());
        return Optional.ofNullable(MeasuredTuning.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> jar)
                .orElse("unknown");
    }

    private Map<String, ConvChoices> read() throws IOException {
        Map<String, ConvChoices> known = new LinkedHashMap<>();
        if (Files.notExists(file)) {
            return known;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
            throw damaged(1);
        }
        for (int i = 1; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(TAB, -1);
            if (parts.length != 1 + 2 * DIRECTIONS) {
                throw damaged(i + 1);
            }
            List<ConvChoice> choices = new ArrayList<>();
            for (int d = 0; d < DIRECTIONS; d++) {
                choices.add(new ConvChoice(algorithm(parts[1 + 2 * d], i + 1), parts[2 + 2 * d]));
            }
            known.put(
                    parts[0],
                    new ConvChoices(
                            choices.get(0), choices.get(1), choices.get(2), choices.get(3)));
        }
        return known;
    }

    private ConvAlgorithm algorithm(String name, int line) {
        return Stream.of(ConvAlgorithm.values())
                .filter(a -> a != ConvAlgorithm.AUTOMATIC && a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> damaged(line));
    }

    private IllegalArgumentException damaged(int line) {
        return new IllegalArgumentException(
                "Line "
                        + line
                        + " of "
                        + file
                        + " is not one of measured choices of convolutions; delete the file, or name"
                        + " another.");
    }

    private void write(Map<String, ConvChoices> known) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT);
        known.forEach((key, c) -> {
            List<String> parts = new ArrayList<>(List.of(key));
            for (ConvChoice choice :
                    List.of(c.forward(), c.inputGradient(), c.filterGradient(), c.image())) {
                parts.add(choice.algorithm().name());
                parts.add(choice.reason());
            }
            lines.add(String.join(TAB, parts));
        });
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, ".lanewise", ".tmp");
        try {
            Files.write(temporary, lines);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
