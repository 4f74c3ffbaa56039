/** Pictures of what a network has learned. */
package io.github.lanewise.mnist.explain;
