package io.github.lanewise.models.safetensors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes safetensors files of 32-bit floats. */
public final class SafetensorsWriter {
    private static final long CHUNK_BYTES = 1 << 18;

    private SafetensorsWriter() {}

    /**
     * Writes tensors in the order given. The same arguments give the same bytes. The file appears
     * as a whole: it is written beside the target under a temporary name, flushed to the disk and
     * renamed; if anything fails an older file stays as it was and nothing is left behind.
     *
     * @param file the target, replaced if it exists
     * @param metadata free strings, kept in the header; may be empty
     * @param tensors the tensors, with different names
     * @throws SafetensorsException if the file cannot be written
     * @throws IllegalArgumentException if two tensors share a name, metadata is not valid Unicode,
     *     or names and metadata exceed the 100 MB that the format allows
     * @throws IllegalStateException if the arena of a tensor's segment is closed
     */
    public static void write(Path file, Map<String, String> metadata, List<NamedTensor> tensors) {
        List<NamedTensor> fixed = List.copyOf(tensors);
        byte[] start = HeaderWriter.startOfFile(metadata, fixed);
        try {
            AtomicFile.write(file, channel -> write(channel, start, fixed));
        } catch (IOException failure) {
            throw new SafetensorsException(
                    file, "cannot write the file: " + FileFault.reason(failure), failure);
        }
    }

    private static void write(FileChannel channel, byte[] start, List<NamedTensor> tensors)
            throws IOException {
        writeFully(channel, ByteBuffer.wrap(start));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chunk = arena.allocate(CHUNK_BYTES, Float.BYTES);
            for (NamedTensor tensor : tensors) {
                writeFloats(channel, tensor.data(), chunk);
            }
        }
    }

    private static void writeFloats(FileChannel channel, MemorySegment data, MemorySegment chunk)
            throws IOException {
        for (long done = 0; done < data.byteSize(); done += chunk.byteSize()) {
            long part = Math.min(chunk.byteSize(), data.byteSize() - done);
            MemorySegment.copy(
                    data,
                    JAVA_FLOAT_UNALIGNED,
                    done,
                    chunk,
                    FloatDecoder.LittleEndian.SINGLE,
                    0,
                    part / Float.BYTES);
            writeFully(channel, chunk.asSlice(0, part).asByteBuffer());
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
