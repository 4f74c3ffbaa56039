/** Plain operations in double precision that every benchmark is compared with once. */
package io.github.lanewise.bench.reference;
