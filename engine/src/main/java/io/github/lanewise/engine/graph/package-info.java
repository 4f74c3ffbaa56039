/**
 * Graphs of operations for inference: what a node computes ({@link Operation}), how values stand in
 * memory ({@link Placement}), and how a graph is planned and run.
 */
package io.github.lanewise.engine.graph;
