package io.github.lanewise.engine.reference;

import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.UnaryFunction;
import java.util.Arrays;
import java.util.List;

/** Functions of one number in double precision, by the formulas of ONNX. */
public final class ReferenceUnary {
    private ReferenceUnary() {}

    /** f(x); NaN for NaN. */
    public static double apply(Activation f, double x) {
        double alpha = f.alpha();
        double beta = f.beta();
        return switch (f.function()) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x >= 0 ? x : alpha * x;
            case ELU -> x > 0 ? x : alpha * StrictMath.expm1(x);
            case SELU -> beta * (x > 0 ? x : alpha * StrictMath.expm1(x));
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
            case HARD_SIGMOID -> Math.max(0, Math.min(1, alpha * x + beta));
            case HARD_SWISH -> x * Math.max(0, Math.min(1, x / 6 + 0.5));
            case TANH -> StrictMath.tanh(x);
            case SOFTPLUS ->
                    x > 0
                            ? x + StrictMath.log1p(StrictMath.exp(-x))
                            : StrictMath.log1p(StrictMath.exp(x));
            case CLIP -> Math.min(Math.max(x, alpha), beta);
            case SQUARE_ROOT -> Math.sqrt(x);
            case EXPONENTIAL -> StrictMath.exp(x);
        };
    }

    /** f of each number. */
    public static double[] apply(Activation f, double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = apply(f, x[i]);
        }
        return y;
    }

    /** An activation of each function, with constants as networks have them. */
    public static List<Activation> all() {
        return Arrays.stream(UnaryFunction.values()).map(ReferenceUnary::sample).toList();
    }

    private static Activation sample(UnaryFunction function) {
        return switch (function) {
            case LEAKY_RELU -> new Activation(function, 0.125f, 0);
            case ELU -> new Activation(function, 0.75f, 0);
            case SELU -> new Activation(function, 1.6732632f, 1.050701f);
            case HARD_SIGMOID -> new Activation(function, 0.2f, 0.5f);
            case CLIP -> Activation.clip(-0.5f, 6);
            default -> Activation.of(function);
        };
    }
}
