package io.github.lanewise.mnist.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether one of several files was written or replaced while they were read: then what was
 * read may be half of one content and half of another, or images with the labels of others.
 */
final class FileStates {
    private final Map<Path, Optional<State>> states;

    private FileStates(Map<Path, Optional<State>> states) {
        this.states = states;
    }

    /** Reads files. */
    @FunctionalInterface
    interface Reading<T> {
        /** Returns what they hold. */
        T read() throws DataException;
    }

    /**
     * What changes with the content of a file.
     *
     * @param key what tells a file from another that took its name, where the system has it
     */
    private record State(long bytes, FileTime modified, Optional<Object> key) {
        /** Returns the state of a file, or nothing where there is none. */
        static Optional<State> of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                Optional<Object> key = Optional.ofNullable(now.fileKey());
                return Optional.of(new State(now.size(), now.lastModifiedTime(), key));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * Reads files.
     *
     * @param files all that may be read, also those that do not exist
     * @throws DataException what reading throws, or if a file changed meanwhile
     */
    static <T> T unchanged(List<Path> files, Reading<T> reading) throws DataException {
        FileStates before = of(files);
        T content;
        try {
            content = reading.read();
        } catch (DataException fault) {
            // A file that is being written looks truncated or damaged, which it need not be.
            before.requireSame();
            throw fault;
        }
        before.requireSame();
        return content;
    }

    private static FileStates of(List<Path> files) {
        Map<Path, Optional<State>> states = new LinkedHashMap<>();
        files.forEach(file -> states.put(file, State.of(file)));
        return new FileStates(states);
    }

    private void requireSame() throws DataException {
        for (Map.Entry<Path, Optional<State>> file : states.entrySet()) {
            if (!file.getValue().equals(State.of(file.getKey()))) {
                throw DataException.of(
                        file.getKey(),
                        "changed while the data was read; wait until nothing writes it, then start"
                                + " again");
            }
        }
    }
}
