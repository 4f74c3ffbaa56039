package io.github.lanewise.mnist.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: a name for its commands. */
@Command(
        name = "lanewise",
        description = "Trains and runs convolutional networks on a CPU, in pure Java.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        scope = ScopeType.INHERIT)
public final class Lanewise implements Runnable {
    private static final int HELP_WIDTH = 100;

    @Spec private CommandSpec spec = CommandSpec.create();

    private Lanewise() {}

    /**
     * Runs a command.
     *
     * @return one of {@link ExitStatus}
     */
    public static int run(Host host, String... arguments) {
        int status;
        try {
            status = commandLine(host).execute(arguments);
        } catch (Error error) {
            // picocli catches exceptions only.
            status = Failures.handle(error, host.err());
        }
        host.out().flush();
        if (status == ExitStatus.OK && host.out().checkError()) {
            host.err()
                    .println(
                            "Not all of the output could be written: the standard output is full or closed.");
            status = ExitStatus.OUTPUT;
        }
        return status;
    }

    /** Returns the command line with all its commands. */
    static CommandLine commandLine(Host host) {
        Failures failures = new Failures();
        CommandLine line =
                new CommandLine(new Lanewise())
                        .addSubcommand(new DownloadCommand(host))
                        .addSubcommand(new TrainCommand(host))
                        .addSubcommand(new FindLearningRateCommand(host))
                        .addSubcommand(new EvaluateCommand(host))
                        .addSubcommand(new PredictCommand(host))
                        .addSubcommand(new ExportCommand(host))
                        .addSubcommand(new SummaryCommand(host))
                        .addSubcommand(new ExplainCommand(host))
                        .addSubcommand(new ReportCommand(host))
                        .setParameterExceptionHandler(failures)
                        .setExecutionExceptionHandler(failures)
                        .setOut(host.out())
                        .setErr(host.err());
        NumberConverters.register(line);
        describe(line);
        line.getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "The launcher also has 'bench', which measures; see lanewise bench --help.");
        line.getSubcommands().values().forEach(Lanewise::describe);
        return line;
    }

    /** Returns the names of the commands of a command, as a sentence lists them. */
    static String names(CommandSpec spec, String conjunction) {
        List<String> names = List.copyOf(spec.subcommands().keySet());
        int last = names.size() - 1;
        return "%s %s %s"
                .formatted(String.join(", ", names.subList(0, last)), conjunction, names.get(last));
    }

    private static void describe(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.width(HELP_WIDTH);
        usage.sortOptions(false);
        usage.exitCodeListHeading("%nExit status:%n");
        usage.exitCodeList(ExitStatus.meanings());
        if (line.getCommandSpec().optionsMap().containsKey(SettingsArguments.PRESET)) {
            line.getHelpSectionMap()
                    .put(UsageMessageSpec.SECTION_KEY_FOOTER, _ -> SettingsArguments.presets());
        }
    }

    /** Called where no command is named. */
    @Override
    public void run() {
        throw CommandException.usage("Name a command: " + names(spec, "or") + ".");
    }
}
