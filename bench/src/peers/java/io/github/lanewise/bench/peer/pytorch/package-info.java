/**
 * PyTorch through DJL: convolutions, inference and training. The operators of PyTorch are called
 * directly, as DJL's own blocks do after their bookkeeping, which takes 5 to 10 µs of a prediction
 * of LeNet-5.
 */
package io.github.lanewise.bench.peer.pytorch;
