/**
 * What stands in an ONNX file, as records, read by {@link
 * io.github.lanewise.models.onnx.file.OnnxModelFile}. The format is the protobuf schema onnx.proto3
 * of ONNX 1.18 (IR version 11); fields that inference does not need are skipped.
 *
 * <p>All memory is bounded by the bytes of the file: tensors stay in the mapped file, every length
 * is compared with what is there before it is used, and dimensions have to agree with the data.
 * Every fault of a file is a {@link io.github.lanewise.models.ModelFormatException}.
 */
package io.github.lanewise.models.onnx.file;
