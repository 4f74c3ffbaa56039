package io.github.lanewise.engine.optimizer;

import java.lang.foreign.MemorySegment;

/**
 * Part of the parameters of a network, a whole number of vectors.
 *
 * @param values all parameters
 * @param gradients of all parameters
 * @param from byte offset of the first vector of the part
 * @param to byte offset of its end
 */
public record ParameterRange(MemorySegment values, MemorySegment gradients, long from, long to) {}
