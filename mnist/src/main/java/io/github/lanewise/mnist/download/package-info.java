/**
 * Published data sets and how they come into a folder: from the first mirror that gives them, with
 * what had come before an interruption, and only once they are known to be right.
 */
package io.github.lanewise.mnist.download;
