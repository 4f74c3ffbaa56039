package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataSource;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/**
 * What a command finds around it.
 *
 * @param out where results and progress go
 * @param err where a failure is told
 * @param terminal whether {@code out} is a terminal; asked only where it matters
 * @param surroundings where data may be found
 */
public record Host(
        PrintWriter out,
        PrintWriter err,
        BooleanSupplier terminal,
        DataSource.Surroundings surroundings) {}
