/** Networks from ONNX files, run by Lanewise and by others in memory of the caller. */
package io.github.lanewise.bench.onnx;
