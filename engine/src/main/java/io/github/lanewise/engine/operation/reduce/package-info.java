/** Operations along axes: sums, means, extremes and softmax. */
package io.github.lanewise.engine.operation.reduce;
