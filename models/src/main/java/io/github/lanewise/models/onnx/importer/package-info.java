/**
 * Builds an engine graph from the graph of an ONNX file: {@link
 * io.github.lanewise.models.onnx.importer.GraphImporter}. Shapes are worked out and folded, older
 * operator sets and defaults become the one form that the engine has.
 *
 * <p>One class translates a family of operators; {@link
 * io.github.lanewise.models.onnx.importer.SupportedOperators} has the table of them.
 */
package io.github.lanewise.models.onnx.importer;
