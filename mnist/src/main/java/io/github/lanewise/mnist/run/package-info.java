/** The folder of a run: what it was started with, checkpoints to go on from, what came of it. */
package io.github.lanewise.mnist.run;
