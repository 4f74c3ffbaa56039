package io.github.lanewise.models.onnx.write;

/** The type of a tensor's elements. */
public enum OnnxType {
    /** 32-bit float. */
    FLOAT(1),
    /** 8 bits without sign. */
    UINT8(2),
    /** 8 bits with sign. */
    INT8(3),
    /** 32 bits with sign. */
    INT32(6),
    /** 64 bits with sign. */
    INT64(7),
    /** Truth values of a byte each. */
    BOOL(9),
    /** 16-bit float. */
    FLOAT16(10),
    /** 64-bit float. */
    DOUBLE(11);

    private final int number;

    OnnxType(int number) {
        this.number = number;
    }

    /** Returns the number in TensorProto.DataType. */
    int number() {
        return number;
    }
}
