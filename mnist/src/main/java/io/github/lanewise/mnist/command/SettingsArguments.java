package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Choices.PresetName;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.report.OutputFile;
import io.github.lanewise.mnist.settings.Preset;
import io.github.lanewise.mnist.settings.Setting;
import io.github.lanewise.mnist.settings.SettingsException;
import io.github.lanewise.mnist.settings.SettingsFile;
import io.github.lanewise.models.file.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Options of a command that stand in a file or have a name together. The command line goes before
 * the file, and the file before the preset.
 */
final class SettingsArguments {
    static final String CONFIG = "--config";
    static final String PRESET = "--preset";

    private static final String DASHES = "--";
    private static final String PRESET_NAME = "preset";

    /** What only makes sense where the program is called. */
    private static final Set<String> NOT_IN_A_FILE =
            Set.of(CONFIG, RunArguments.RESUME, "--help", "--version");

    /** Options of files that are written. */
    private static final Set<String> OUTPUTS =
            Set.of(
                    OutputArguments.METRICS,
                    OutputArguments.WEIGHTS,
                    SweepArguments.PAGE,
                    SweepArguments.JSON);

    @Option(
            names = CONFIG,
            paramLabel = "FILE",
            description =
                    "Take options from this file, with lines such as 'epochs = 20'; those of the"
                            + " command line go before.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = PRESET,
            paramLabel = "NAME",
            converter = PresetName.class,
            description =
                    "Take a set of options, see below; the command line and --config go before.")
    private Optional<Preset> preset = Optional.empty();

    /** A command whose options may stand in the files too, without effect here. */
    private final Optional<Supplier<?>> other;

    SettingsArguments() {
        other = Optional.empty();
    }

    private SettingsArguments(Supplier<?> other) {
        this.other = Optional.of(other);
    }

    /** Returns arguments for a command that reads files made for another one. */
    static SettingsArguments ignoringOthersOf(Supplier<?> other) {
        return new SettingsArguments(other);
    }

    /** Starts a command that has all its options. */
    @FunctionalInterface
    interface Start<T> {
        int of(T command) throws DataException;
    }

    /** Returns the presets for the help text, a line each. */
    static String presets() {
        return Preset.names().stream()
                .map(name ->
                        "  %-9s %s%n"
                                .formatted(
                                        name, Preset.named(name).map(Preset::summary).orElse("")))
                .collect(Collectors.joining("", "%nPresets:%n".formatted(), ""));
    }

    boolean areGiven() {
        return file.isPresent() || preset.isPresent();
    }

    /**
     * Starts a command with the options that were given, and those of the files beside them.
     *
     * @param given the command as it was given
     * @param commands makes commands without options
     * @throws SettingsException if a file is missing or faulty
     */
    <T> int call(CommandSpec given, Supplier<T> commands, Start<T> start) throws DataException {
        Map<String, String> options = GivenOptions.typed(given);
        options.keySet().removeAll(Set.of(CONFIG, PRESET));
        Map<String, Setting> settings = settings();
        other.ifPresent(command -> {
            Set<String> ignored = names(command);
            ignored.removeAll(names(commands));
            ignored.removeAll(NOT_IN_A_FILE);
            settings.keySet().removeAll(ignored);
        });
        check(settings.values(), given, commands);
        settings.keySet().removeAll(options.keySet());
        settings.forEach((name, setting) -> options.put(name, setting.value()));
        T command = commands.get();
        requireKept(GivenOptions.applied(options, command).getCommandSpec());
        try {
            return start.of(command);
        } catch (CommandException e) {
            throw withPlaces(e, settings.values());
        }
    }

    /** Refuses to write over the file of options. */
    private void requireKept(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            boolean output = OUTPUTS.contains(option.longestName());
            if (output
                    && file.isPresent()
                    && option.getValue() instanceof Optional<?> value
                    && value.isPresent()
                    && value.get() instanceof Path path
                    && OutputFile.same(path, file.get())) {
                throw CommandException.usage(
                        "%s %s is the file that %s names; name another file."
                                .formatted(option.longestName(), path, CONFIG));
            }
        }
    }

    private static Set<String> names(Supplier<?> commands) {
        return new HashSet<>(
                new CommandLine(commands.get()).getCommandSpec().optionsMap().keySet());
    }

    /** Returns the options of the preset and of the file, by names with dashes. */
    private Map<String, Setting> settings() {
        file.ifPresent(path -> Checks.named(CONFIG, path));
        List<Setting> ofFile = new ArrayList<>(file.map(SettingsFile::read).orElse(List.of()));
        Optional<Preset> chosen = preset;
        for (Setting setting : List.copyOf(ofFile)) {
            if (setting.name().equals(PRESET_NAME)) {
                Preset named = named(setting);
                chosen = chosen.or(() -> Optional.of(named));
                ofFile.remove(setting);
            }
        }
        Map<String, Setting> all = new LinkedHashMap<>();
        List<Setting> ofPreset = chosen.map(Preset::settings).orElse(List.of());
        ofPreset.forEach(setting -> all.put(DASHES + setting.name(), setting));
        ofFile.forEach(setting -> all.put(DASHES + setting.name(), setting));
        return all;
    }

    private static Preset named(Setting setting) {
        return Preset.named(setting.value())
                .orElseThrow(() ->
                        new SettingsException(
                                setting,
                                "%s is no preset; name one of %s."
                                        .formatted(
                                                Wording.quote(setting.value()),
                                                String.join(", ", Preset.names()))));
    }

    /** Refuses names that the command does not have and values that its options do not take. */
    private static void check(
            Collection<Setting> settings, CommandSpec given, Supplier<?> commands) {
        CommandLine line = new CommandLine(commands.get());
        NumberConverters.register(line);
        for (Setting setting : settings) {
            String option = DASHES + setting.name();
            if (NOT_IN_A_FILE.contains(option)) {
                throw new SettingsException(
                        setting,
                        "%s belongs on the command line; remove it."
                                .formatted(Wording.quote(setting.name())));
            }
            if (!line.getCommandSpec().optionsMap().containsKey(option)) {
                throw unknown(setting, given.name(), line);
            }
            try {
                line.parseArgs(option + "=" + setting.value());
            } catch (ParameterException e) {
                throw new SettingsException(setting, Wording.line(String.valueOf(e.getMessage())));
            }
        }
    }

    private static SettingsException unknown(Setting setting, String command, CommandLine line) {
        String sentence =
                "%s is no option of '%s'; ".formatted(Wording.quote(setting.name()), command)
                        + similar(DASHES + setting.name(), line)
                                .map(name -> "did you mean " + name + "?")
                                .orElse("remove it.");
        return new SettingsException(setting, sentence);
    }

    /** Returns what may have been meant, as the command line does. */
    private static Optional<String> similar(String option, CommandLine line) {
        try {
            line.parseArgs(option);
            return Optional.empty();
        } catch (UnmatchedArgumentException e) {
            return e.getSuggestions().stream()
                    .filter(name -> name.startsWith(DASHES) && !NOT_IN_A_FILE.contains(name))
                    .map(name -> name.substring(DASHES.length()))
                    .reduce((one, other) -> one + " or " + other);
        }
    }

    /** The sentence speaks of options; this adds where those stand that were not typed. */
    private static CommandException withPlaces(CommandException e, Collection<Setting> settings) {
        String sentence = String.valueOf(e.getMessage());
        String places =
                settings.stream()
                        .filter(setting -> names(sentence, DASHES + setting.name()))
                        .map(setting -> DASHES + setting.name() + " is from " + setting.place())
                        .collect(Collectors.joining("; "));
        return places.isEmpty()
                ? e
                : new CommandException(
                        e.status(),
                        "%s (%s).".formatted(sentence.replaceFirst("\\.$", ""), places));
    }

    private static boolean names(String sentence, String option) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(option) + "(?![\\w-])")
                .matcher(sentence)
                .find();
    }
}
