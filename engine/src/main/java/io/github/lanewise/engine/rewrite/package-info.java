/** Makes graphs faster without changing what they compute: folds and fuses nodes. */
package io.github.lanewise.engine.rewrite;
