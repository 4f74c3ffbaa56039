package io.github.lanewise.mnist.settings;

import java.io.Serial;

/** A file of options is missing or faulty. The message is one sentence for the user. */
public final class SettingsException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    SettingsException(String sentence) {
        super(sentence);
    }

    /**
     * Creates the exception.
     *
     * @param setting what is wrong
     * @param fault how, and what to do
     */
    public SettingsException(Setting setting, String fault) {
        super(setting.place() + ": " + fault);
    }
}
