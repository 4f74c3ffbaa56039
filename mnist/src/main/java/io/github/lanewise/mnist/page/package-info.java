/** Runs as HTML pages that need neither network nor script. */
package io.github.lanewise.mnist.page;
