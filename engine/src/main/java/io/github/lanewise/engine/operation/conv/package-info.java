/** Convolutions and transposed convolutions, with groups and dilation. */
package io.github.lanewise.engine.operation.conv;
