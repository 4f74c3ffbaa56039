/** Training a network on labelled images: options and their defaults, the loop, its results. */
package io.github.lanewise.mnist.training;
