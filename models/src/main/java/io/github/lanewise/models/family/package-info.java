/**
 * The classic networks for images as ONNX models with drawn weights: {@link
 * io.github.lanewise.models.family.ClassicNetwork} lists them. They are for tests and measurements,
 * which need the shapes and operators of real files, not their knowledge. Any of them can be had in
 * another size, and with the nodes that other programs write for the same computation.
 */
package io.github.lanewise.models.family;
