package io.github.lanewise.mnist.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** With which status the program ends; part of its interface, shown by {@code --help}. */
public final class ExitStatus {
    /** Everything was done. */
    public static final int OK = 0;

    /** An option is unknown, malformed or has no effect here. */
    public static final int USAGE = 2;

    /** The data folder or a file in it is missing or faulty. */
    public static final int DATA = 3;

    /** The file of the weights or of the model is missing, faulty or of another model. */
    public static final int WEIGHTS = 4;

    /** An output cannot be written. */
    public static final int OUTPUT = 5;

    /** The JVM lacks something that Lanewise needs. */
    public static final int MACHINE = 6;

    /** The loss is no longer finite. */
    public static final int DIVERGED = 7;

    /** The folder of a run cannot be used as asked. */
    public static final int RUN = 8;

    /** No mirror gave a file that was to be downloaded. */
    public static final int DOWNLOAD = 9;

    /** A fault of Lanewise. */
    public static final int INTERNAL = 70;

    /**
     * A run was told to stop and is kept. The status is that of the signal: the JVM ends with it or
     * with that of another one, 143 for TERM.
     */
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}

    /** Returns each status with its meaning, for the help text. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(Integer.toString(OK), "everything was done");
        meanings.put(
                Integer.toString(USAGE), "an option is unknown, malformed or without effect here");
        meanings.put(Integer.toString(DATA), "the data is missing or faulty");
        meanings.put(
                Integer.toString(WEIGHTS),
                "the weights or model file is missing, faulty or does not fit");
        meanings.put(Integer.toString(OUTPUT), "an output cannot be written");
        meanings.put(
                Integer.toString(MACHINE), "the JVM lacks memory, the vector module or threads");
        meanings.put(Integer.toString(DIVERGED), "training diverged: the loss is not finite");
        meanings.put(Integer.toString(DOWNLOAD), "no mirror gave a file of the data set");
        meanings.put(
                Integer.toString(RUN),
                "the run folder is in use, holds a run already or cannot be gone on with");
        meanings.put(
                Integer.toString(INTERNAL), "a fault of Lanewise itself, shown with a stack trace");
        meanings.put(
                Integer.toString(INTERRUPTED),
                "Ctrl-C; with --run a checkpoint was written (143 after the signal TERM)");
        return meanings;
    }
}
