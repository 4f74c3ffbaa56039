package io.github.lanewise.engine.tensor;

import io.github.lanewise.engine.VectorModule;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Owner of native memory. All that it hands out is zeroed, aligned to 64 bytes, may be used by any
 * thread, and is freed together when the workspace is closed; a later access to it throws {@link
 * IllegalStateException} instead of touching freed memory.
 */
public final class Workspace implements AutoCloseable {
    /** Alignment of every allocation in bytes: one cache line, one 512-bit vector. */
    public static final long ALIGNMENT = 64;

    private static final AtomicLong TOTAL_LIVE_BYTES = new AtomicLong();

    static {
        SliceProfile.fill();
    }

    private final Arena arena = Arena.ofShared();
    private final long mostBytes;
    private long liveBytes;
    private boolean closed;

    /** Opens a workspace that holds nothing yet. */
    public Workspace() {
        this(Long.MAX_VALUE);
    }

    /**
     * Opens a workspace that holds nothing yet.
     *
     * @param mostBytes how many bytes it may hold; what goes beyond is refused by a {@link
     *     ShapeException}
     */
    public Workspace(long mostBytes) {
        VectorModule.require();
        this.mostBytes = mostBytes;
    }

    /**
     * Returns what {@code user} builds in a new workspace, which from then on owns it. If that
     * fails, nothing stays allocated.
     */
    public static <T> T filled(Function<Workspace, T> user) {
        Workspace workspace = new Workspace();
        boolean done = false;
        try {
            T result = user.apply(workspace);
            done = true;
            return result;
        } finally {
            if (!done) {
                workspace.close();
            }
        }
    }

    /** Returns the bytes that all open workspaces of this JVM hold. */
    public static long totalLiveBytes() {
        return TOTAL_LIVE_BYTES.get();
    }

    /**
     * Allocates a tensor of zeros.
     *
     * @throws IllegalStateException if the workspace is closed
     */
    public Tensor tensor(Layout layout) {
        return new Tensor(allocate(layout.byteSize()), layout);
    }

    /**
     * Allocates a packed tensor of zeros.
     *
     * @throws IllegalStateException if the workspace is closed
     */
    public Tensor tensor(Shape shape) {
        return tensor(Layout.packed(shape));
    }

    /**
     * Allocates {@code count} floats, all zero.
     *
     * @throws IllegalStateException if the workspace is closed
     */
    public MemorySegment floats(long count) {
        return allocate(Math.multiplyExact(count, 4));
    }

    /**
     * Makes sure that what stands here can be used.
     *
     * @param owner what the message calls it, such as "training"
     * @throws IllegalStateException if the workspace is closed
     */
    public synchronized void requireOpen(String owner) {
        if (closed) {
            throw new IllegalStateException(
                    "This " + owner + " is closed; use it before closing it.");
        }
    }

    /** Returns the bytes that this workspace holds; 0 once it is closed. */
    public synchronized long liveBytes() {
        return liveBytes;
    }

    /**
     * Frees everything that was allocated here.
     *
     * @throws IllegalStateException if the workspace is closed already
     */
    @Override
    public synchronized void close() {
        if (closed) {
            throw new IllegalStateException("This workspace is closed already; close it once.");
        }
        arena.close();
        closed = true;
        TOTAL_LIVE_BYTES.addAndGet(-liveBytes);
        liveBytes = 0;
    }

    private synchronized MemorySegment allocate(long bytes) {
        if (closed) {
            throw new IllegalStateException(
                    "This workspace is closed; allocate before closing it or open another.");
        }
        if (bytes > mostBytes - liveBytes) {
            throw new ShapeException(
                    bytes
                            + " bytes of memory were needed where at most "
                            + mostBytes
                            + " may be used, and "
                            + liveBytes
                            + " are; make the extents smaller.");
        }
        MemorySegment segment = arena.allocate(bytes, ALIGNMENT);
        liveBytes += bytes;
        TOTAL_LIVE_BYTES.addAndGet(bytes);
        return segment;
    }
}
