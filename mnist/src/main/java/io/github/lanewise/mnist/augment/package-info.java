/** Training images that are moved, turned, scaled, slanted and bent a little, anew each epoch. */
package io.github.lanewise.mnist.augment;
