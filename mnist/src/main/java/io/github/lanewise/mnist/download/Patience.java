package io.github.lanewise.mnist.download;

import java.time.Duration;

/**
 * How long a mirror may keep us waiting.
 *
 * @param connection for a connection
 * @param stall without a single byte, before the answer and during it
 */
public record Patience(Duration connection, Duration stall) {
    /** What suits slow lines and distant mirrors. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
