package io.github.lanewise.models.safetensors;

import java.util.List;

/**
 * What the header says of one tensor.
 *
 * @param dtype the element type
 * @param shape the dimensions, none of them negative; empty for a scalar
 * @param begin the offset of the first byte in the data
 * @param end the offset after the last byte in the data
 */
record TensorInfo(DType dtype, List<Long> shape, long begin, long end) {

    /** Returns the bytes that the tensor takes in the file. */
    long bytes() {
        return end - begin;
    }

    /** Returns the number of elements; right once {@link DataLayout} has checked the range. */
    long elements() {
        return bytes() * Byte.SIZE / dtype.bits();
    }
}
