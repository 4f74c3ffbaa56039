/**
 * Writes ONNX models: any graph of nodes with {@link
 * io.github.lanewise.models.onnx.write.OnnxModel}, and networks of layers with {@link
 * io.github.lanewise.models.onnx.write.NetworkExport}. The messages and the numbers of their fields
 * are those of onnx.proto, whatever the version of the format: fields are added, never renumbered.
 */
package io.github.lanewise.models.onnx.write;
