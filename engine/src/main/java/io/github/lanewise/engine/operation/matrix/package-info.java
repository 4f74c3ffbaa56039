/** Products of matrices. */
package io.github.lanewise.engine.operation.matrix;
