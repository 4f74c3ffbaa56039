package io.github.lanewise.bench.peer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory outside the heap that a native library reads and writes in place. */
public final class NativeBuffers {
    /** A cache line, so that no vector crosses one. */
    private static final int ALIGNMENT = 64;

    private NativeBuffers() {}

    /** Returns memory of so many floats, in the order of bytes of the machine. */
    public static ByteBuffer floats(long count) {
        int bytes = Math.toIntExact(count * Float.BYTES);
        // A slice is cut at both ends.
        return ByteBuffer.allocateDirect(bytes + 2 * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, bytes)
                .order(ByteOrder.nativeOrder());
    }
}
