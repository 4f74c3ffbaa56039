/**
 * The commands {@code train}, {@code eval} and {@code summary}: their options, what they print, and
 * what becomes of a failure.
 */
package io.github.lanewise.mnist.command;
