/** OpenBLAS: native sgemm. */
package io.github.lanewise.bench.peer.openblas;
