/** ONNX Runtime: inference and single convolutions, from models that are written here. */
package io.github.lanewise.bench.peer.onnxruntime;
