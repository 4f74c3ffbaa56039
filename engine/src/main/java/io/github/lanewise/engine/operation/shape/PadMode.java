package io.github.lanewise.engine.operation.shape;

/** What a border is made of. */
public enum PadMode {
    /** One number. */
    CONSTANT,
    /** The value mirrored at its first and last place, which are not repeated. */
    REFLECT,
    /** The nearest place of the value. */
    EDGE
}
