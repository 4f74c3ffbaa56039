/** Products of matrices by Lanewise's kernel and by others, on the same data. */
package io.github.lanewise.bench.product;
