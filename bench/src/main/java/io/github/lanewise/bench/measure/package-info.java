/** What is measured, in which order, and how it is run. */
package io.github.lanewise.bench.measure;
