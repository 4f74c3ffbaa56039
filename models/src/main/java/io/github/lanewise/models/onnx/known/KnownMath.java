package io.github.lanewise.models.onnx.known;

import io.github.lanewise.models.onnx.file.ElementType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/** Functions of known numbers, under ONNX's names. Floats are computed in double precision. */
public final class KnownMath {
    private static final Map<String, DoubleBinaryOperator> REALS =
            Map.ofEntries(
                    Map.entry("Add", Double::sum),
                    Map.entry("Sub", (a, b) -> a - b),
                    Map.entry("Mul", (a, b) -> a * b),
                    Map.entry("Div", (a, b) -> a / b),
                    Map.entry("Max", Math::max),
                    Map.entry("Min", Math::min),
                    Map.entry("Pow", Math::pow),
                    Map.entry("Equal", (a, b) -> a == b ? 1 : 0),
                    Map.entry("Greater", (a, b) -> a > b ? 1 : 0),
                    Map.entry("GreaterOrEqual", (a, b) -> a >= b ? 1 : 0),
                    Map.entry("Less", (a, b) -> a < b ? 1 : 0),
                    Map.entry("LessOrEqual", (a, b) -> a <= b ? 1 : 0));

    private static final Map<String, LongBinaryOperator> INTEGERS =
            Map.ofEntries(
                    Map.entry("Add", Long::sum),
                    Map.entry("Sub", (a, b) -> a - b),
                    Map.entry("Mul", (a, b) -> a * b),
                    Map.entry("Div", (a, b) -> a / b),
                    Map.entry("Mod", Math::floorMod),
                    Map.entry("Max", Math::max),
                    Map.entry("Min", Math::min),
                    Map.entry("Pow", (a, b) -> (long) Math.pow((double) a, (double) b)),
                    Map.entry("And", (a, b) -> a & b),
                    Map.entry("Or", (a, b) -> a | b),
                    Map.entry("Equal", (a, b) -> a == b ? 1 : 0),
                    Map.entry("Greater", (a, b) -> a > b ? 1 : 0),
                    Map.entry("GreaterOrEqual", (a, b) -> a >= b ? 1 : 0),
                    Map.entry("Less", (a, b) -> a < b ? 1 : 0),
                    Map.entry("LessOrEqual", (a, b) -> a <= b ? 1 : 0));

    private static final Set<String> TRUTHS =
            Set.of("Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or");

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
            Map.of(
                    "Neg", x -> -x,
                    "Abs", Math::abs,
                    "Floor", Math::floor,
                    "Ceil", Math::ceil,
                    "Sqrt", Math::sqrt,
                    "Exp", Math::exp,
                    "Relu", x -> Math.max(x, 0));

    private KnownMath() {}

    /** Returns the names of the functions of two numbers. */
    public static Set<String> binaryNames() {
        return INTEGERS.keySet();
    }

    /** Returns the names of the functions of one number. */
    public static Set<String> unaryNames() {
        return FUNCTIONS.keySet();
    }

    /**
     * Returns f(a, b), broadcast.
     *
     * @throws IllegalArgumentException if there is no such function of these types
     * @throws ArithmeticException if an integer is divided by zero
     */
    public static Known binary(String function, Known a, Known b, FoldBudget budget) {
        boolean reals = a.type().isFloat();
        if (a.type() != b.type() && !function.equals("Pow")) {
            throw new IllegalArgumentException(
                    "Elements of types " + a.type() + " and " + b.type() + " do not go together");
        }
        if (reals && !REALS.containsKey(function)) {
            throw new IllegalArgumentException(
                    function + " of elements of type " + a.type() + " is not supported");
        }
        List<Integer> dimensions = KnownViews.broadcast(a.dimensions(), b.dimensions());
        ElementType type = TRUTHS.contains(function) ? ElementType.BOOL : a.type();
        Known to = budget.allocate(type, dimensions);
        Known left = KnownViews.broadcast(a, dimensions, budget);
        Known right = KnownViews.broadcast(b, dimensions, budget);
        if (reals) {
            DoubleBinaryOperator f = named(REALS, function);
            for (int i = 0; i < to.elements(); i++) {
                to.set(i, f.applyAsDouble(left.real(i), right.real(i)));
            }
        } else {
            LongBinaryOperator f = named(INTEGERS, function);
            for (int i = 0; i < to.elements(); i++) {
                to.set(i, f.applyAsLong(left.integer(i), right.integer(i)));
            }
        }
        return to;
    }

    /** Returns f(x). */
    public static Known unary(String function, Known x, FoldBudget budget) {
        DoubleUnaryOperator f = named(FUNCTIONS, function);
        Known to = budget.allocate(x.type(), x.dimensions());
        for (int i = 0; i < to.elements(); i++) {
            to.set(i, f.applyAsDouble(x.real(i)));
        }
        return to;
    }

    /** Returns whether not x. */
    public static Known not(Known x, FoldBudget budget) {
        Known to = budget.allocate(ElementType.BOOL, x.dimensions());
        for (int i = 0; i < to.elements(); i++) {
            to.set(i, x.integer(i) == 0 ? 1L : 0L);
        }
        return to;
    }

    /** Returns x with elements of another type; x itself if it has that type. */
    public static Known cast(Known x, ElementType type, FoldBudget budget) {
        if (x.type() == type) {
            return x;
        }
        Known to = budget.allocate(type, x.dimensions());
        for (int i = 0; i < to.elements(); i++) {
            if (x.type().isFloat()) {
                to.set(i, x.real(i));
            } else {
                to.set(i, x.integer(i));
            }
        }
        return to;
    }

    /** Returns a tensor with one number everywhere. */
    public static Known filled(Known value, List<Integer> dimensions, FoldBudget budget) {
        return KnownViews.broadcast(value.reshape(List.of()), dimensions, budget);
    }

    /** Returns, element by element, one of two tensors. */
    public static Known where(Known condition, Known a, Known b, FoldBudget budget) {
        if (a.type() != b.type()) {
            throw new IllegalArgumentException(
                    "Elements of types " + a.type() + " and " + b.type() + " do not go together");
        }
        List<Integer> both = KnownViews.broadcast(a.dimensions(), b.dimensions());
        List<Integer> dimensions = KnownViews.broadcast(condition.dimensions(), both);
        Known choice = KnownViews.broadcast(condition, dimensions, budget);
        Known left = KnownViews.broadcast(a, dimensions, budget);
        Known right = KnownViews.broadcast(b, dimensions, budget);
        Known to = budget.allocate(a.type(), dimensions);
        for (int i = 0; i < to.elements(); i++) {
            Known from = choice.integer(i) != 0 ? left : right;
            if (a.type().isFloat()) {
                to.set(i, from.real(i));
            } else {
                to.set(i, from.integer(i));
            }
        }
        return to;
    }

    /** Returns start, start + delta, … before the limit, all three single numbers of one type. */
    public static Known range(Known start, Known limit, Known delta, FoldBudget budget) {
        double step = delta.real(0);
        double count = Math.max(0, Math.ceil((limit.real(0) - start.real(0)) / step));
        if (!(count < Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("A range with a step of " + step + " has no end");
        }
        Known to = budget.allocate(start.type(), List.of((int) count));
        for (int i = 0; i < to.elements(); i++) {
            if (start.type().isFloat()) {
                to.set(i, start.real(0) + i * step);
            } else {
                to.set(i, start.integer(0) + i * delta.integer(0));
            }
        }
        return to;
    }

    private static <T> T named(Map<String, T> functions, String name) {
        T function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException(name + " of such constants is not supported");
        }
        return function;
    }
}
