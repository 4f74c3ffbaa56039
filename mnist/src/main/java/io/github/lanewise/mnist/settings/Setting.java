package io.github.lanewise.mnist.settings;

/**
 * An option that stands in a file.
 *
 * @param name as on the command line, without the dashes
 * @param value as on the command line; {@code true} or {@code false} for an option without a value
 * @param place file and line, for messages
 */
public record Setting(String name, String value, String place) {}
