/** The operations that a graph's nodes do, one folder per kind. */
package io.github.lanewise.engine.operation;
