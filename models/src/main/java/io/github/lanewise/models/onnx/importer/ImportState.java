package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.GraphBuilder;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import io.github.lanewise.models.onnx.known.FoldBudget;
import io.github.lanewise.models.onnx.known.Known;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of the values of a file while its nodes are imported one after the other. */
final class ImportState {
    /** Elements that a computed value may always have. */
    private static final long LARGE = 1 << 26;

    /** Times the elements of all inputs that a computed value may have where that is more. */
    private static final long GROWTH = 1 << 10;

    private final OnnxModelFile file;
    private final ConstantPool pool;
    private final long operatorSet;
    private final GraphBuilder builder = new GraphBuilder();
    private final FoldBudget budget;
    private final Map<String, Operand> operands = new HashMap<>();

    /** Constants of the engine's graph, one object for each name. */
    private final Map<String, Value> constants = new HashMap<>();

    private long mostElements = LARGE;

    ImportState(OnnxModelFile file, ConstantPool pool, long operatorSet) {
        this.file = file;
        this.pool = pool;
        this.operatorSet = operatorSet;
        budget = FoldBudget.of(file.graph());
    }

    OnnxModelFile file() {
        return file;
    }

    long operatorSet() {
        return operatorSet;
    }

    GraphBuilder builder() {
        return builder;
    }

    FoldBudget budget() {
        return budget;
    }

    void input(String name, Extents extents) {
        mostElements = Math.max(mostElements, GROWTH * extents.elements());
        define(name, new Operand.Computed(builder.input(name, extents)));
    }

    void define(String name, Operand operand) {
        operands.put(name, operand);
    }

    Optional<Operand> find(String name) {
        return Optional.ofNullable(operands.get(name));
    }

    /**
     * Returns a value of the engine's graph.
     *
     * @throws IllegalArgumentException if it is a constant that is no float, or empty
     */
    Value value(String name, Operand operand) {
        return switch (operand) {
            case Operand.Computed computed -> computed.value();
            case Operand.Constant constant -> {
                Value known = constants.get(name);
                if (known == null) {
                    known = constant(name, constant.known());
                    constants.put(name, known);
                }
                yield known;
            }
        };
    }

    Value constant(String name, Known known) {
        if (!known.type().isFloat()) {
            throw new IllegalArgumentException(
                    "Constant "
                            + name
                            + " has elements of type "
                            + known.type()
                            + ", but only floats can be computed with");
        }
        int[] axes = known.dimensions().stream().mapToInt(Integer::intValue).toArray();
        return Value.constant(name, Extents.of(axes), pool.floats(known));
    }

    /**
     * Checks the size of a value before memory is planned for it.
     *
     * @throws IllegalArgumentException if it is absurd
     */
    void requireSane(Extents extents) {
        if (extents.elements() > mostElements) {
            throw new IllegalArgumentException(
                    "The output of "
                            + extents
                            + " has more than "
                            + mostElements
                            + " elements, which is absurd for such inputs");
        }
    }
}
