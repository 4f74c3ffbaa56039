package io.github.lanewise.mnist.page;

/**
 * A run of a comparison.
 *
 * @param letter what charts and tables call it
 * @param run what it left
 */
record NamedRun(String letter, RunRecord run) {}
