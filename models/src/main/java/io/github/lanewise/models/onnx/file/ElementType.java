package io.github.lanewise.models.onnx.file;

import java.util.Arrays;
import java.util.Optional;

/** Types of the elements of tensors (TensorProto.DataType), under ONNX's names. */
public enum ElementType {
    /** Single precision. */
    FLOAT(1, 4, WireField.FLOATS),
    /** Unsigned 8-bit integer. */
    UINT8(2, 1, WireField.INT32S),
    /** Signed 8-bit integer. */
    INT8(3, 1, WireField.INT32S),
    /** Unsigned 16-bit integer. */
    UINT16(4, 2, WireField.INT32S),
    /** Signed 16-bit integer. */
    INT16(5, 2, WireField.INT32S),
    /** Signed 32-bit integer. */
    INT32(6, 4, WireField.INT32S),
    /** Signed 64-bit integer. */
    INT64(7, 8, WireField.INT64S),
    /** Text; cannot be read. */
    STRING(8, 0, WireField.NONE),
    /** Truth value in a byte. */
    BOOL(9, 1, WireField.INT32S),
    /** Half precision. */
    FLOAT16(10, 2, WireField.INT32S),
    /** Double precision. */
    DOUBLE(11, 8, WireField.DOUBLES),
    /** Unsigned 32-bit integer. */
    UINT32(12, 4, WireField.UINT64S),
    /** Unsigned 64-bit integer. */
    UINT64(13, 8, WireField.UINT64S),
    /** Complex number of singles; cannot be read. */
    COMPLEX64(14, 0, WireField.NONE),
    /** Complex number of doubles; cannot be read. */
    COMPLEX128(15, 0, WireField.NONE),
    /** The upper half of a single. */
    BFLOAT16(16, 2, WireField.INT32S),
    /** 8-bit float; cannot be read. */
    FLOAT8E4M3FN(17, 0, WireField.NONE),
    /** 8-bit float; cannot be read. */
    FLOAT8E4M3FNUZ(18, 0, WireField.NONE),
    /** 8-bit float; cannot be read. */
    FLOAT8E5M2(19, 0, WireField.NONE),
    /** 8-bit float; cannot be read. */
    FLOAT8E5M2FNUZ(20, 0, WireField.NONE),
    /** Unsigned 4-bit integer; cannot be read. */
    UINT4(21, 0, WireField.NONE),
    /** Signed 4-bit integer; cannot be read. */
    INT4(22, 0, WireField.NONE),
    /** 4-bit float; cannot be read. */
    FLOAT4E2M1(23, 0, WireField.NONE);

    /** Field of TensorProto that holds the elements where raw_data does not. */
    enum WireField {
        NONE,
        FLOATS,
        INT32S,
        INT64S,
        DOUBLES,
        UINT64S
    }

    private final int code;
    private final int bytes;
    private final WireField field;

    ElementType(int code, int bytes, WireField field) {
        this.code = code;
        this.bytes = bytes;
        this.field = field;
    }

    /** Returns the number that stands for the type in files. */
    public int code() {
        return code;
    }

    /** Returns whether tensors of this type can be read. */
    public boolean isReadable() {
        return bytes > 0;
    }

    /** Returns whether the elements are floats of any precision. */
    public boolean isFloat() {
        return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16;
    }

    /** Returns the type of a number in a file, if it is one of ONNX 1.18. */
    public static Optional<ElementType> of(long code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** Returns the bytes of an element in raw_data; 0 if it cannot be read. */
    int bytes() {
        return bytes;
    }

    WireField field() {
        return field;
    }
}
