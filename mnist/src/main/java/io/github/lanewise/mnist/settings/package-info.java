/** Options that stand in a file. */
package io.github.lanewise.mnist.settings;
