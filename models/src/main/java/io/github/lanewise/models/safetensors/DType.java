package io.github.lanewise.models.safetensors;

import java.util.Arrays;
import java.util.Optional;

/**
 * The element types of the format, under the names that files use. {@link SafetensorsFile} lists
 * tensors of every type and reads {@link #F16}, {@link #BF16}, {@link #F32} and {@link #F64}.
 */
public enum DType {
    /** Truth value in a byte. */
    BOOL(8),
    /** 4-bit float, two elements per byte. */
    F4(4),
    /** 6-bit float: 2 exponent bits, 3 mantissa bits. */
    F6_E2M3(6),
    /** 6-bit float: 3 exponent bits, 2 mantissa bits. */
    F6_E3M2(6),
    /** Unsigned 8-bit integer. */
    U8(8),
    /** Signed 8-bit integer. */
    I8(8),
    /** 8-bit float: 5 exponent bits, 2 mantissa bits. */
    F8_E5M2(8),
    /** 8-bit float: 4 exponent bits, 3 mantissa bits. */
    F8_E4M3(8),
    /** 8-bit power of two, used as a scale. */
    F8_E8M0(8),
    /** {@link #F8_E4M3} without infinities and negative zero. */
    F8_E4M3FNUZ(8),
    /** {@link #F8_E5M2} without infinities and negative zero. */
    F8_E5M2FNUZ(8),
    /** Signed 16-bit integer. */
    I16(16),
    /** Unsigned 16-bit integer. */
    U16(16),
    /** IEEE 754 half precision. */
    F16(16),
    /** bfloat16: the upper half of an IEEE 754 single. */
    BF16(16),
    /** Signed 32-bit integer. */
    I32(32),
    /** Unsigned 32-bit integer. */
    U32(32),
    /** IEEE 754 single precision, Java's {@code float}. */
    F32(32),
    /** Complex number of two singles. */
    C64(64),
    /** IEEE 754 double precision. */
    F64(64),
    /** Signed 64-bit integer. */
    I64(64),
    /** Unsigned 64-bit integer. */
    U64(64);

    private final int bits;

    DType(int bits) {
        this.bits = bits;
    }

    /** Returns the size of one element in bits. */
    public int bits() {
        return bits;
    }

    static Optional<DType> named(String name) {
        return Arrays.stream(values()).filter(dtype -> dtype.name().equals(name)).findFirst();
    }
}
