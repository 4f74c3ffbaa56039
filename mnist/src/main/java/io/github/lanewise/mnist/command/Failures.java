package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.MissingVectorModuleError;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.download.DownloadException;
import io.github.lanewise.mnist.image.ImageException;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.run.RunException;
import io.github.lanewise.mnist.settings.SettingsException;
import io.github.lanewise.mnist.training.DivergedException;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.WeightsException;
import io.github.lanewise.models.onnx.write.ExportException;
import io.github.lanewise.models.safetensors.SafetensorsException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into one sentence and an exit status. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** How a failure is shown. */
    private record Verdict(int status, String sentence) {}

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            err.println(sentence(unmatched));
        } else {
            err.println(failure.getMessage());
        }
        hint(command);
        return ExitStatus.USAGE;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult arguments) {
        int status = handle(failure, command.getErr());
        if (status == ExitStatus.USAGE) {
            hint(command);
        }
        return status;
    }

    private static String sentence(UnmatchedArgumentException failure) {
        String first = failure.getUnmatched().getFirst();
        List<String> similar = failure.getSuggestions();
        boolean top = failure.getCommandLine().getParent() == null;
        boolean option = first.startsWith("-");
        if (!similar.isEmpty()) {
            String kind = top && !option ? "command" : "option of this command";
            return "'%s' is no %s; did you mean %s?"
                    .formatted(first, kind, String.join(" or ", similar));
        }
        if (top) {
            return option
                    ? "'" + first + "' is an option of a command; name the command first."
                    : "'%s' is no command; name one of %s."
                            .formatted(
                                    first,
                                    Lanewise.names(
                                            failure.getCommandLine().getCommandSpec(), "and"));
        }
        return option
                ? "'" + first + "' is no option of this command; leave it out."
                : "'" + first + "' is an argument too many; leave it out.";
    }

    private static void hint(CommandLine command) {
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }

    /** Prints what became of a failure, and returns the exit status. */
    static int handle(Throwable failure, PrintWriter err) {
        Optional<Verdict> verdict = verdict(failure);
        if (verdict.isPresent()) {
            err.println(verdict.get().sentence());
            return verdict.get().status();
        }
        err.println("This is a fault of Lanewise; please report it with these lines:");
        failure.printStackTrace(err);
        err.flush();
        return ExitStatus.INTERNAL;
    }

    /** Returns how to show what is not a fault of the program. */
    private static Optional<Verdict> verdict(Throwable failure) {
        return switch (failure) {
            case CommandException e -> verdict(e.status(), e);
            case SettingsException e -> verdict(ExitStatus.USAGE, e);
            case DataException e when e.getCause() instanceof OutOfMemoryError ->
                    verdict(ExitStatus.MACHINE, e);
            case DataException e when e.isOfOption() -> verdict(ExitStatus.USAGE, e);
            case DataException e -> verdict(ExitStatus.DATA, e);
            case ImageException e -> verdict(ExitStatus.DATA, e);
            case SafetensorsException e -> weightsVerdict(e);
            case WeightsException e -> weightsVerdict(e);
            case ModelFormatException e -> verdict(ExitStatus.WEIGHTS, e);
            case OutputException e -> verdict(ExitStatus.OUTPUT, e);
            case ExportException e -> verdict(ExitStatus.OUTPUT, e);
            case RunException e -> verdict(ExitStatus.RUN, e);
            case DownloadException e -> verdict(ExitStatus.DOWNLOAD, e);
            case DivergedException e -> verdict(ExitStatus.DIVERGED, e);
            case MissingVectorModuleError e -> verdict(ExitStatus.MACHINE, e);
            // The lane count is a system property that is read when a class is initialised.
            case ExceptionInInitializerError e
                    when e.getCause() instanceof IllegalArgumentException cause ->
                    verdict(ExitStatus.MACHINE, cause);
            case OutOfMemoryError e ->
                    Optional.of(
                            new Verdict(
                                    ExitStatus.MACHINE,
                                    "There is not enough memory ("
                                            + e.getMessage()
                                            + "); choose fewer --threads or, in training, a smaller --batch."));
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> verdict(int status, Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .map(sentence -> new Verdict(status, ending(sentence)));
    }

    /** What is wrong with a file of weights seldom says what to do: there is but one thing. */
    private static Optional<Verdict> weightsVerdict(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .map(sentence ->
                        sentence.endsWith(".")
                                ? sentence.substring(0, sentence.length() - 1)
                                : sentence)
                .map(sentence ->
                        new Verdict(
                                ExitStatus.WEIGHTS,
                                sentence.contains("; ")
                                        ? ending(sentence)
                                        : sentence
                                                + "; name weights that 'lanewise train --out'"
                                                + " wrote."));
    }

    /** Some sentences come without their full stop. */
    private static String ending(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
    }
}
