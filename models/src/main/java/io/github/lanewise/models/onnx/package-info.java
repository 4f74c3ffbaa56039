/** Runs convolutional networks from ONNX files. */
package io.github.lanewise.models.onnx;
