/**
 * PyTorch through DJL: convolutions, inference and training. The operators of PyTorch are called
 * directly, as DJL's own blocks do after their bookkeeping, which costs up to 700 µs of a batch of
 * 64 images.
 */
package io.github.lanewise.bench.peer.pytorch;
