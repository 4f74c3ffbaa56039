/** netlib: sgemm in Java with the Vector API. */
package io.github.lanewise.bench.peer.netlib;
