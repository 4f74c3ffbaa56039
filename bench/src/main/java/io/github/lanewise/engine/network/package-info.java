/** Access of the benchmarks to what the engine keeps to itself; works on the class path only. */
package io.github.lanewise.engine.network;
