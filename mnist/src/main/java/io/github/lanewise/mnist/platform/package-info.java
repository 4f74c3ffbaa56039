/** What a run runs on: the build of the program, the JVM and the processor. */
package io.github.lanewise.mnist.platform;
