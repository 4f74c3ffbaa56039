package io.github.lanewise.mnist;

import io.github.lanewise.mnist.command.ExitStatus;
import io.github.lanewise.mnist.command.Host;
import io.github.lanewise.mnist.command.Lanewise;
import io.github.lanewise.mnist.data.DataSource;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The program {@code lanewise}. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the JVM with one of {@link ExitStatus}. */
    public static void main(String[] arguments) {
        PrintWriter out = writer(System.out, "stdout.encoding");
        PrintWriter err = writer(System.err, "stderr.encoding");
        Host host = new Host(out, err, Main::isTerminal, DataSource.Surroundings.ofThisProcess());
        System.exit(Lanewise.run(host, arguments));
    }

    /** Whether there is a console depends on the JDK; whether it is a terminal has to be asked. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** Without a locale Java takes ASCII, though the terminal shows UTF-8 as everywhere else. */
    private static PrintWriter writer(PrintStream stream, String encoding) {
        Charset charset = Charset.forName(System.getProperty(encoding, "UTF-8"));
        return new PrintWriter(
                stream,
                true,
                charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
    }
}
