/** oneDNN: native convolutions in three directions, in layouts that it chooses itself. */
package io.github.lanewise.bench.peer.onednn;
