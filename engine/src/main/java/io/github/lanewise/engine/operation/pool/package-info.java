/** Pooling: maxima and averages over windows and over whole planes. */
package io.github.lanewise.engine.operation.pool;
