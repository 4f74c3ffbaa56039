/** Operations that move elements: shapes, orders of axes, parts and borders of values. */
package io.github.lanewise.engine.operation.shape;
