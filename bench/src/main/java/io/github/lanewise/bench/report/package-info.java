/** What benchmarks and runs of the program came to, as tables and files. */
package io.github.lanewise.bench.report;
