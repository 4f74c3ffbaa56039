/**
 * Labelled images for the trainer: MNIST read from IDX files, or digits that the program draws
 * itself.
 *
 * <p>{@link io.github.lanewise.mnist.data.DataSource} decides which of the two a run uses, {@link
 * io.github.lanewise.mnist.data.MnistFolder} reads files, {@link
 * io.github.lanewise.mnist.data.DrawnDigits} draws, and both give a {@link
 * io.github.lanewise.mnist.data.DataSet}. A fault in a user's file or folder is a {@link
 * io.github.lanewise.mnist.data.DataException}.
 */
package io.github.lanewise.mnist.data;
