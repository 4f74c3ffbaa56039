/** Images drawn anew from bytes: moved, turned, bent. */
package io.github.lanewise.engine.image;
