/** Convolutions and products for which a library only has to multiply matrices. */
package io.github.lanewise.bench.peer.blas;
