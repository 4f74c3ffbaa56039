/** Event files that TensorBoard reads. */
package io.github.lanewise.mnist.tensorboard;
