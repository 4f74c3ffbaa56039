package io.github.lanewise.bench;

import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How fast memory can be read, written and copied by vectors from each level of the caches, by
 * threads that have a buffer each. Counted are the bytes that the program reads and writes, so a
 * copy counts each byte twice. What the processor moves besides is not counted: an ordinary write
 * first reads the cache line that it changes, and later writes it back to the next level.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class BandwidthBenchmark extends LanewiseBenchmark {
    /** What is done. */
    public enum Access {
        /** Every vector is read. */
        READ,
        /** Every vector is written. */
        WRITE,
        /** The first half of the buffer is copied to the second. */
        COPY
    }

    /** Bytes that a thread reads or writes in a call at least, to make starting it nothing. */
    private static final long CALL_BYTES = 64L << 20;

    /** Where the working set fits. */
    @Param public MemoryLevel level;

    /** What is done. */
    @Param public Access access;

    /** Threads that do it at once. */
    @Param({"1", "2"})
    public int threads;

    private Workspace workspace;
    private Workers workers;

    /** One for each worker, so that it stays in the caches of its core. */
    private MemorySegment[] buffers;

    /** What each worker read; it stands on the heap so that the work is not left out. */
    private long[] sums;

    private int passes;
    private final Workers.Task task = this::runTask;

    /**
     * Fills the buffers, runs once and checks what was read or written.
     *
     * @throws IllegalArgumentException if the machine has no such level
     * @throws IllegalStateException if something else was read or written
     */
    @Setup
    public void prepare() {
        prepare(CacheSizes.ofThisMachine());
    }

    void prepare(CacheSizes caches) {
        long step = 2L * MemoryKernel.STEP_BYTES;
        long bytes = Math.ceilDiv(level.bytes(caches, threads), step) * step;
        passes = Math.toIntExact(Math.ceilDiv(CALL_BYTES, bytes));
        workers = new Workers(threads);
        workspace = new Workspace();
        buffers = new MemorySegment[threads];
        sums = new long[threads];
        for (int i = 0; i < threads; i++) {
            buffers[i] = workspace.floats(bytes / Float.BYTES);
            for (long at = 0; at < bytes; at += Long.BYTES) {
                buffers[i].set(ValueLayout.JAVA_LONG, at, mixed(at));
            }
        }
        for (int worker = 0; worker < threads; worker++) {
            runTask(worker, worker);
            check(buffers[worker], sums[worker]);
        }
    }

    /** Numbers that look random, so that a part of the buffer cannot stand for another. */
    private static long mixed(long at) {
        return (at + 1) * 0x9E3779B97F4A7C15L;
    }

    private void check(MemorySegment buffer, long sum) {
        long bytes = buffer.byteSize();
        long read = 0;
        boolean right = true;
        for (long at = 0; at < bytes; at += Long.BYTES) {
            long expected =
                    switch (access) {
                        case READ -> mixed(at);
                        case WRITE -> passes - 1;
                        case COPY -> mixed(at % (bytes / 2));
                    };
            right &= buffer.get(ValueLayout.JAVA_LONG, at) == expected;
            read += expected;
        }
        if (!right || (access == Access.READ && sum != read * passes)) {
            throw new IllegalStateException(
                    "The kernel did not %s what it should.".formatted(access));
        }
    }

    private void runTask(int number, int worker) {
        MemorySegment buffer = buffers[worker];
        switch (access) {
            case READ -> sums[worker] = MemoryKernel.read(buffer, passes);
            case WRITE -> MemoryKernel.write(buffer, passes, 0);
            case COPY -> MemoryKernel.copy(buffer, passes);
        }
    }

    /** Goes over the buffers of all threads, often enough to take a while. */
    @Benchmark
    public void run(ByteCounter counter) {
        workers.run(threads, task);
        counter.add(buffers[0].byteSize() * passes * threads);
    }

    /** Frees the buffers and ends the threads. */
    @TearDown
    public void close() {
        workers.close();
        workspace.close();
    }
}
