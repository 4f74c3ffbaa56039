package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.file.Wording;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * An open safetensors file. Opening reads and checks the header, so that memory is bounded by the
 * size of the file whatever the header claims; tensors are read when asked for. Tensors of element
 * type F16, BF16, F32 and F64 are read as floats: exactly, except that doubles are rounded to the
 * nearest float and become infinite beyond its range.
 *
 * <p>Several threads may read at the same time. A thread that is interrupted while it reads closes
 * the file for all.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final long CHUNK_BYTES = 1 << 18;

    /** The longest array that every JVM can make. */
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final FileBytes bytes;
    private final Header header;

    /** The position in the file to which all data offsets are relative. */
    private final long dataStart;

    private SafetensorsFile(FileBytes bytes) {
        this.bytes = bytes;
        int headerBytes = Header.length(bytes);
        dataStart = Header.LENGTH_BYTES + (long) headerBytes;
        header = HeaderParser.parse(bytes.file(), bytes.read(Header.LENGTH_BYTES, headerBytes));
        DataLayout.check(bytes.file(), header, bytes.size() - dataStart);
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws SafetensorsException if the file cannot be read or is not a valid safetensors file
     */
    public static SafetensorsFile open(Path file) {
        FileBytes bytes = FileBytes.open(file);
        try {
            return new SafetensorsFile(bytes);
        } catch (RuntimeException | Error failure) {
            bytes.close();
            throw failure;
        }
    }

    /** Returns the free strings of the header, in its order; unmodifiable. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** Returns the names of the tensors in the order of the header; unmodifiable. */
    public SequencedSet<String> names() {
        return header.tensors().sequencedKeySet();
    }

    /**
     * Returns the element type of a tensor.
     *
     * @throws SafetensorsException if there is no such tensor
     */
    public DType dtype(String name) {
        return tensor(name).dtype();
    }

    /**
     * Returns the dimensions of a tensor; empty for a scalar.
     *
     * @throws SafetensorsException if there is no such tensor, or a dimension exceeds an {@code
     *     int}
     */
    public int[] shape(String name) {
        TensorInfo tensor = tensor(name);
        int[] shape = new int[tensor.shape().size()];
        for (int axis = 0; axis < shape.length; axis++) {
            long dimension = tensor.shape().get(axis);
            if (dimension > Integer.MAX_VALUE) {
                throw fault(described(name, tensor) + " has a dimension above 2147483647");
            }
            shape[axis] = (int) dimension;
        }
        return shape;
    }

    /**
     * Returns the dimensions of a tensor, however large they are; empty for a scalar.
     *
     * @throws SafetensorsException if there is no such tensor
     */
    public List<Long> dimensions(String name) {
        return tensor(name).shape();
    }

    /**
     * Returns whether the elements of a tensor can be read as floats.
     *
     * @throws SafetensorsException if there is no such tensor
     */
    public boolean isFloat(String name) {
        return FloatDecoder.of(tensor(name).dtype()).isPresent();
    }

    /**
     * Checks that a tensor has exactly the dimensions that a reader expects.
     *
     * @throws SafetensorsException if there is no such tensor or it has another shape
     */
    public void requireShape(String name, int... expected) {
        TensorInfo tensor = tensor(name);
        boolean same =
                tensor.shape().equals(Arrays.stream(expected).mapToObj(Long::valueOf).toList());
        if (!same) {
            throw fault(
                    described(name, tensor)
                            + " should have shape "
                            + Wording.shape(Arrays.stream(expected).boxed().toList()));
        }
    }

    /**
     * Reads a tensor, in row-major order, into a new array.
     *
     * @throws SafetensorsException if there is no such tensor, it has no conversion to float or too
     *     many elements for an array, or the file cannot be read
     * @throws IllegalStateException if the file is closed
     */
    public float[] floats(String name) {
        TensorInfo tensor = tensor(name);
        FloatDecoder decoder = decoder(name, tensor);
        if (tensor.elements() > LONGEST_ARRAY) {
            throw fault(described(name, tensor) + " has more elements than an array can hold");
        }
        float[] values = new float[(int) tensor.elements()];
        read(tensor, decoder, MemorySegment.ofArray(values));
        return values;
    }

    /**
     * Reads a tensor, in row-major order, into the floats of a segment.
     *
     * @param target as many floats as the tensor has elements, in the byte order of this machine
     * @throws SafetensorsException if there is no such tensor, it has no conversion to float or
     *     another number of elements than {@code target}, or the file cannot be read; in the last
     *     case {@code target} may be partly written
     * @throws IllegalStateException if the file is closed
     */
    public void copyTo(String name, MemorySegment target) {
        TensorInfo tensor = tensor(name);
        FloatDecoder decoder = decoder(name, tensor);
        if (target.byteSize() % Float.BYTES != 0
                || target.byteSize() / Float.BYTES != tensor.elements()) {
            throw fault(
                    described(name, tensor)
                            + " does not fit a target of "
                            + target.byteSize()
                            + " bytes");
        }
        read(tensor, decoder, target);
    }

    /** Closes the file; closing it again does nothing. */
    @Override
    public void close() {
        bytes.close();
    }

    private TensorInfo tensor(String name) {
        return Optional.ofNullable(header.tensors().get(name))
                .orElseThrow(() ->
                        fault(
                                "there is no tensor "
                                        + quote(name)
                                        + "; "
                                        + NameSuggestion.of(name, names())));
    }

    private FloatDecoder decoder(String name, TensorInfo tensor) {
        return FloatDecoder.of(tensor.dtype())
                .orElseThrow(() ->
                        fault(
                                "tensor "
                                        + quote(name)
                                        + " is of dtype "
                                        + tensor.dtype()
                                        + ", and only F16, BF16, F32 and F64 can be read"));
    }

    private void read(TensorInfo tensor, FloatDecoder decoder, MemorySegment target) {
        int elementBytes = tensor.dtype().bits() / Byte.SIZE;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chunk =
                    arena.allocate(Math.min(CHUNK_BYTES, tensor.bytes()), Double.BYTES);
            for (long done = 0; done < tensor.bytes(); done += chunk.byteSize()) {
                long part = Math.min(chunk.byteSize(), tensor.bytes() - done);
                bytes.readFully(chunk.asSlice(0, part), dataStart + tensor.begin() + done);
                decoder.decode(chunk, part / elementBytes, target, done / elementBytes);
            }
        }
    }

    private static String described(String name, TensorInfo tensor) {
        return "tensor " + quote(name) + " of shape " + Wording.shape(tensor.shape());
    }

    private SafetensorsException fault(String fault) {
        return new SafetensorsException(bytes.file(), fault);
    }
}
