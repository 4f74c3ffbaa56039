package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.run.RunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options that a command was given, as text that can be kept, and back. */
final class GivenOptions {
    /** What belongs to a start of the program and not to the run. */
    private static final Set<String> OF_THE_START =
            Set.of(
                    RunArguments.RUN,
                    RunArguments.RESUME,
                    "--threads",
                    "--quiet",
                    "--help",
                    "--version");

    /** What a resumed run may do otherwise, as it changes nothing of what a step computes. */
    private static final Set<String> MAY_DIFFER =
            Set.of(
                    DataArguments.DATA,
                    "--out",
                    "--tensorboard",
                    StopArguments.TIME_LIMIT,
                    RunArguments.KEEP,
                    RunArguments.CHECKPOINT_EVERY);

    private GivenOptions() {}

    /** Returns the options that make the run, by name; files and folders by their full names. */
    static Map<String, String> ofRun(CommandSpec command) {
        Map<String, String> options = given(command);
        options.keySet().removeAll(OF_THE_START);
        return options;
    }

    /** Returns the options as they were given, by name. */
    static Map<String, String> typed(CommandSpec command) {
        Map<String, String> options = new LinkedHashMap<>();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            options.put(option.longestName(), typed(option));
        }
        return options;
    }

    private static Map<String, String> given(CommandSpec command) {
        Map<String, String> options = new LinkedHashMap<>();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            options.put(option.longestName(), text(option));
        }
        return options;
    }

    private static String text(OptionSpec option) {
        Object value = option.getValue();
        Object inner = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        boolean data = option.longestName().equals(DataArguments.DATA);
        if (inner instanceof Path path && !(data && path.equals(DataSource.DRAWN))) {
            return path.toAbsolutePath().toString();
        }
        return typed(option);
    }

    private static String typed(OptionSpec option) {
        List<String> texts = option.originalStringValues();
        return texts.isEmpty() ? "true" : texts.getLast();
    }

    /**
     * Returns a command with the options of a run, and with those given now that may differ.
     *
     * @param kept what {@link #ofRun} was when the run began
     * @param now the command as it was given
     * @param commands makes commands without options
     * @param <T> type of the command
     * @throws CommandException if an option given now contradicts the run
     */
    static <T> T resumed(Map<String, String> kept, CommandSpec now, Supplier<T> commands) {
        CommandSpec before = parsed(kept, commands.get()).getCommandSpec();
        Map<String, String> all = new LinkedHashMap<>(kept);
        given(now)
                .forEach((name, text) -> {
                    if (!OF_THE_START.contains(name) && !MAY_DIFFER.contains(name)) {
                        requireEqual(name, now, before, Optional.ofNullable(kept.get(name)));
                    }
                    all.put(name, text);
                });
        T command = commands.get();
        parsed(all, command);
        return command;
    }

    private static void requireEqual(
            String name, CommandSpec now, CommandSpec before, Optional<String> kept) {
        if (!Objects.equals(value(now, name), value(before, name))) {
            throw CommandException.usage(
                    "%s %s contradicts the run, which was begun with %s; leave it out."
                            .formatted(
                                    name,
                                    text(now.findOption(name)),
                                    kept.map(text -> name + " " + text).orElse("the default")));
        }
    }

    private static Optional<Object> value(CommandSpec command, String name) {
        return Optional.ofNullable(command.findOption(name).getValue());
    }

    private static CommandLine parsed(Map<String, String> options, Object command) {
        try {
            return applied(options, command);
        } catch (ParameterException e) {
            throw new RunException(
                    "The options in run.json are not those of this version of Lanewise ("
                            + e.getMessage()
                            + "); begin the run anew in another folder.",
                    e);
        }
    }

    /**
     * Gives a command its options.
     *
     * @param options values by names with dashes
     * @throws ParameterException if the command has no such option or the option no such value
     */
    static CommandLine applied(Map<String, String> options, Object command) {
        CommandLine line = new CommandLine(command);
        NumberConverters.register(line);
        List<String> arguments = new ArrayList<>();
        options.forEach((name, text) -> arguments.add(name + "=" + text));
        line.parseArgs(arguments.toArray(String[]::new));
        return line;
    }
}
