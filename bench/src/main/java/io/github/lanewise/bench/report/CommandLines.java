package io.github.lanewise.bench.report;

import io.github.lanewise.engine.MissingVectorModuleError;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** How the programs of this module start and fail. */
public final class CommandLines {
    private static final int FAILED = 1;
    private static final int MISTAKEN = 2;
    private static final int HELP_WIDTH = 100;

    private CommandLines() {}

    /**
     * Runs a command; what the user can mend is one sentence on the standard error.
     *
     * @return exit status: 0, 1 if the report cannot be made, 2 for a mistake in the options
     */
    public static int run(Callable<Integer> command, String... arguments) {
        CommandLine line = new CommandLine(command);
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setExecutionExceptionHandler((failure, ignored, parsed) -> {
            if (failure instanceof ReportException) {
                fail(failure);
                return failure instanceof OptionException ? MISTAKEN : FAILED;
            }
            throw failure;
        });
        try {
            return line.execute(arguments);
        } catch (MissingVectorModuleError error) {
            fail(error);
            return FAILED;
        }
    }

    private static void fail(Throwable failure) {
        System.err.println(Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
    }
}
