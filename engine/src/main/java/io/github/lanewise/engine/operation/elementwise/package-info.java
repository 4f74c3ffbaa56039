/** Functions of one or two numbers, element by element, with broadcasting. */
package io.github.lanewise.engine.operation.elementwise;
