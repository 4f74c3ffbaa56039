/** What a run shows and leaves behind: progress lines, tables, the metrics file. */
package io.github.lanewise.mnist.report;
