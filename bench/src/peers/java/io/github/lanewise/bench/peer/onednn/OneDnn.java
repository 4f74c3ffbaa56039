package io.github.lanewise.bench.peer.onednn;

import io.github.lanewise.bench.measure.Notes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/**
 * oneDNN on the CPU with a number of threads, and all native objects that belong to one subject.
 */
final class OneDnn implements AutoCloseable {
    private final Deque<Pointer> objects = new ArrayDeque<>();
    private final int threads;
    private final engine cpu;
    private final stream calls;

    /**
     * Sets the number of threads; oneDNN splits the work for it when it makes a primitive.
     *
     * @throws IllegalStateException if OpenMP takes another number
     */
    OneDnn(int threads) {
        this.threads = threads;
        OpenMp.use(threads);
        if (OpenMp.threads() != threads) {
            throw new IllegalStateException(
                    "OpenMP works with %d threads instead of %d."
                            .formatted(OpenMp.threads(), threads));
        }
        Notes.add("threads", Integer.toString(OpenMp.threads()));
        cpu = keep(new engine(engine.kind.cpu, 0));
        calls = keep(new stream(cpu));
    }

    engine cpu() {
        return cpu;
    }

    /** Frees an object together with this. */
    <P extends Pointer> P keep(P object) {
        objects.push(object);
        return object;
    }

    /** Allocates a tensor. */
    memory memory(memory.desc layout) {
        return keep(new memory(layout, cpu));
    }

    /** Starts a primitive. */
    void execute(primitive what, IntMemoryMap arguments) {
        // The number belongs to the calling thread, and JMH is free to call from another one.
        OpenMp.use(threads);
        what.execute(calls, arguments);
    }

    /** Waits until everything is done. */
    void await() {
        calls._wait();
    }

    @Override
    public void close() {
        while (!objects.isEmpty()) {
            objects.pop().close();
        }
    }
}
