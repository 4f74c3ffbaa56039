/** JMH benchmarks of the engine, and the programs that report on them. */
package io.github.lanewise.bench;
