/** Image files of any size and kind as planes of a given size. */
package io.github.lanewise.mnist.image;
