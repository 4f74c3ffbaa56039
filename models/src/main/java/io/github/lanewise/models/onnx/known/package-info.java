/**
 * Arithmetic on values that are known when a model is imported, such as shapes; not exported. All
 * new elements are taken from a {@link io.github.lanewise.models.onnx.known.FoldBudget}.
 */
package io.github.lanewise.models.onnx.known;
