package io.github.lanewise.engine.operation;

/** Functions of one number, with constants α and β where the formula has them. */
public enum UnaryFunction {
    /** x. */
    IDENTITY,
    /** max(x, 0). */
    RELU,
    /** x ≥ 0 ? x : α·x. */
    LEAKY_RELU,
    /** x > 0 ? x : α·(e^x - 1). */
    ELU,
    /** β·(x > 0 ? x : α·(e^x - 1)). */
    SELU,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** max(0, min(1, α·x + β)). */
    HARD_SIGMOID,
    /** x · max(0, min(1, x / 6 + 1 / 2)). */
    HARD_SWISH,
    /** tanh x. */
    TANH,
    /** ln(1 + e^x). */
    SOFTPLUS,
    /** min(max(x, α), β). */
    CLIP,
    /** √x. */
    SQUARE_ROOT,
    /** e^x. */
    EXPONENTIAL
}
