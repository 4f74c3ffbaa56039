package io.github.lanewise.mnist.download;

import java.io.Serial;

/** A mirror did not give a file. The message is a clause whose subject is the mirror. */
final class MirrorException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final boolean worthAnotherTry;

    private MirrorException(String clause, boolean worthAnotherTry) {
        super(clause);
        this.worthAnotherTry = worthAnotherTry;
    }

    /** Another request to this mirror would not help. */
    static MirrorException useless(String clause) {
        return new MirrorException(clause, false);
    }

    /** The mirror gave something, or was asked for what it no longer has. */
    static MirrorException again(String clause) {
        return new MirrorException(clause, true);
    }

    boolean worthAnotherTry() {
        return worthAnotherTry;
    }

    String clause() {
        return String.valueOf(getMessage());
    }
}
