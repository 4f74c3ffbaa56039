/**
 * Makes graphs faster without changing what they compute but for rounding: folds and fuses nodes.
 */
package io.github.lanewise.engine.rewrite;
