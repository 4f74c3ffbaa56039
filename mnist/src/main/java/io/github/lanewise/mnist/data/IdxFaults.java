package io.github.lanewise.mnist.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Tells in one sentence why a file could not be read. */
final class IdxFaults {
    /** What to do with a damaged file. */
    static final String AGAIN = "; download or copy it again";

    private IdxFaults() {}

    /** What may fail. */
    @FunctionalInterface
    interface Reading {
        IdxFile read() throws IOException;
    }

    /**
     * Reads.
     *
     * @throws DataException if that fails, with a sentence for the user
     */
    static IdxFile explained(Path path, Reading reading) throws DataException {
        try {
            return reading.read();
        } catch (DataException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new DataException(path + " does not exist; check the name of the folder", e);
        } catch (EOFException e) {
            throw new DataException(
                    path + " is truncated: its gzip data ends too early" + AGAIN, e);
        } catch (ZipException e) {
            throw new DataException(
                    path + " is damaged: its gzip data is not valid (" + reason(e) + ")" + AGAIN,
                    e);
        } catch (IOException e) {
            throw new DataException(
                    path + " cannot be read (" + reason(e) + "); check the file", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
