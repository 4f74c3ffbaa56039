/** The program {@code lanewise}. */
package io.github.lanewise.mnist;
