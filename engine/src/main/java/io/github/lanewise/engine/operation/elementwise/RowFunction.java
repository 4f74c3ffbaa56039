package io.github.lanewise.engine.operation.elementwise;

/** A function of two numbers, applied along a row. */
@FunctionalInterface
interface RowFunction {
    /** Computes that many vectors; the result may overwrite an operand that stands there. */
    void apply(BinaryRow row, int vectors);
}
