package io.github.lanewise.engine.operation.elementwise;

/** Functions of two numbers. */
public enum BinaryFunction {
    /** a + b. */
    ADD("Add"),
    /** a - b. */
    SUB("Sub"),
    /** a · b. */
    MUL("Mul"),
    /** a / b. */
    DIV("Div"),
    /** The larger one; NaN if one is. */
    MAX("Max"),
    /** The smaller one; NaN if one is. */
    MIN("Min"),
    /** a^b as C's pow: NaN for a negative a unless b is a whole number. */
    POW("Pow");

    private final String kind;

    BinaryFunction(String kind) {
        this.kind = kind;
    }

    /** Returns ONNX's name of it. */
    String kind() {
        return kind;
    }
}
