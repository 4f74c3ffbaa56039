/**
 * Labelled images for the trainer: MNIST or others read from IDX files, image files, or digits that
 * the program draws itself.
 *
 * <p>{@link io.github.lanewise.mnist.data.DataSource} decides which of them a run uses, {@link
 * io.github.lanewise.mnist.data.MnistFolder} and {@code ImageFolder} read files, {@link
 * io.github.lanewise.mnist.data.DrawnDigits} draws, and all give a {@link
 * io.github.lanewise.mnist.data.DataSet}. A fault in a user's file or folder is a {@link
 * io.github.lanewise.mnist.data.DataException}.
 */
package io.github.lanewise.mnist.data;
