/** Extents of convolutions as data: one layer a line of a CSV file. */
package io.github.lanewise.bench.shape;
