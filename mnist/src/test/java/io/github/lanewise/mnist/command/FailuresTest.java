package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final StringWriter err = new StringWriter();

    private int handle(Throwable failure) {
        return Failures.handle(failure, new PrintWriter(err, true));
    }

    @Test
    void onlyAFaultOfTheProgramHasAStackTrace() {
        assertThat(handle(new IllegalStateException("impossible"))).isEqualTo(70);
        assertThat(err.toString())
                .startsWith("This is a fault of Lanewise; please report it with these lines:")
                .contains("IllegalStateException: impossible", "\tat io.github.lanewise");
    }

    @Test
    void aSentenceEndsWithOneFullStop() {
        assertThat(handle(new CommandException(4, "no full stop"))).isEqualTo(4);
        assertThat(handle(new CommandException(4, "One full stop."))).isEqualTo(4);
        assertThat(err.toString().lines()).containsExactly("no full stop.", "One full stop.");
    }

    @Test
    void tooLittleMemoryIsNoFaultOfTheProgram() {
        assertThat(handle(new OutOfMemoryError("Java heap space"))).isEqualTo(6);
        assertThat(err.toString().lines())
                .containsExactly(
                        "There is not enough memory (Java heap space); choose fewer --threads or,"
                                + " in training, a smaller --batch.");
    }

    @Test
    void anImpossibleLaneCountIsNoFaultOfTheProgram() {
        Throwable cause = new IllegalArgumentException("The lane count is 7; leave it out.");
        assertThat(handle(new ExceptionInInitializerError(cause))).isEqualTo(6);
        assertThat(handle(new ExceptionInInitializerError(new IllegalStateException("x"))))
                .isEqualTo(70);
        assertThat(err.toString()).startsWith("The lane count is 7; leave it out.\n");
    }

    @Test
    void aFullDiskBehindTheStandardOutputIsNoSuccess() {
        Writer full =
                new Writer() {
                    @Override
                    public void write(char[] text, int from, int count) throws IOException {
                        throw new IOException("No space left on device");
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Host host = Program.host(new StringWriter(), err);
        Host fullHost =
                new Host(new PrintWriter(full), host.err(), host.terminal(), host.surroundings());
        assertThat(Lanewise.run(fullHost, "summary")).isEqualTo(5);
        assertThat(err.toString().lines())
                .containsExactly(
                        "Not all of the output could be written: the standard output is full or"
                                + " closed.");
    }
}
