package io.github.lanewise.engine.operation;

/**
 * A function of one number that is applied element by element, by itself or as the end of another
 * operation. Names and formulas are those of ONNX (operators of opset 22).
 *
 * @param function which one
 * @param alpha first constant of the formula, 0 where it has none
 * @param beta second constant of the formula, 0 where it has none
 */
public record Activation(UnaryFunction function, float alpha, float beta) {
    /** No activation: y = x. */
    public static final Activation NONE = new Activation(UnaryFunction.IDENTITY, 0, 0);

    /** max(x, 0). */
    public static final Activation RELU = new Activation(UnaryFunction.RELU, 0, 0);

    /** Returns a function without constants. */
    public static Activation of(UnaryFunction function) {
        return new Activation(function, 0, 0);
    }

    /** Returns min(max(x, least), most). */
    public static Activation clip(float least, float most) {
        return new Activation(UnaryFunction.CLIP, least, most);
    }

    /** Returns whether it changes nothing. */
    public boolean isNone() {
        return function == UnaryFunction.IDENTITY;
    }
}
