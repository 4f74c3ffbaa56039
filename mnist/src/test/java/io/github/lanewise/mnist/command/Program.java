package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The program as tests run it: in this JVM, without a terminal, and without the user's environment.
 */
final class Program {
    private Program() {}

    /** What a run left. */
    record Outcome(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    static Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** Runs it with environment variables. */
    static Outcome run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Lanewise.run(host(environment, out, err), arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    /** Returns the names of the commands. */
    static Set<String> commands() {
        return Lanewise.commandLine(host(new StringWriter(), new StringWriter()))
                .getSubcommands()
                .keySet();
    }

    static Host host(StringWriter out, StringWriter err) {
        return host(Map.of(), out, err);
    }

    private static Host host(Map<String, String> environment, StringWriter out, StringWriter err) {
        return new Host(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                () -> false,
                new DataSource.Surroundings(environment, Path.of("/no/home"), "Linux"));
    }
}
