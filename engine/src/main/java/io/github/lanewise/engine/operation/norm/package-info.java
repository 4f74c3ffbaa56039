/** Normalizations, with what they subtract and divide by known or computed. */
package io.github.lanewise.engine.operation.norm;
