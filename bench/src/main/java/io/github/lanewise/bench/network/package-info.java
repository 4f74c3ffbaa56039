/** Whole networks trained and applied by Lanewise and by others, on the same data. */
package io.github.lanewise.bench.network;
