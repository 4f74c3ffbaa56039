package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.file.Wording;
import io.github.lanewise.models.onnx.file.OnnxDimension;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import io.github.lanewise.models.onnx.file.OnnxNode;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import io.github.lanewise.models.onnx.known.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Builds engine graphs from an ONNX file, one for each set of extents of its inputs. What the
 * caller passes and gets is described by {@code file.graph().feeds()} and {@code
 * file.graph().outputs()}. Not for several threads at the same time.
 */
public final class GraphImporter {
    /** Oldest version of ONNX's operators that can be read. */
    public static final int OLDEST_OPERATOR_SET = 7;

    /** Newest version of ONNX's operators that can be read, that of ONNX 1.18. */
    public static final int NEWEST_OPERATOR_SET = 23;

    private final OnnxModelFile file;
    private final ConstantPool pool;
    private final List<OnnxNode> order;
    private final long operatorSet;

    /**
     * Checks all that does not depend on extents: versions, operators, and the order of the nodes.
     *
     * @param file has to stay open while graphs are imported
     * @param pool where constants of the graphs stand
     * @throws ModelFormatException if the model is damaged or uses what is not supported
     */
    public GraphImporter(OnnxModelFile file, ConstantPool pool) {
        this.file = file;
        this.pool = pool;
        operatorSet = file.operatorSet().orElse(NEWEST_OPERATOR_SET);
        if (operatorSet < OLDEST_OPERATOR_SET || operatorSet > NEWEST_OPERATOR_SET) {
            throw file.fault(
                    "the model uses operators of version (opset) "
                            + operatorSet
                            + ", but only "
                            + OLDEST_OPERATOR_SET
                            + " to "
                            + NEWEST_OPERATOR_SET
                            + " are supported");
        }
        SupportedOperators.requireAll(file);
        if (file.graph().outputs().isEmpty()) {
            throw file.fault("the graph has no output");
        }
        order = NodeOrder.of(file);
    }

    /** Returns the names of the operators that can be imported. */
    public static SortedSet<String> operators() {
        return SupportedOperators.names();
    }

    /**
     * Imports the graph.
     *
     * @param inputs extents of each input of the file that is no constant
     * @return a graph whose inputs and outputs are those of the file, in its order; an output may
     *     be a constant or an input
     * @throws ModelFormatException if a node is at fault, with such extents
     * @throws ShapeException if the extents are not those that the file declares
     */
    public Graph importGraph(Map<String, Extents> inputs) {
        ImportState state = new ImportState(file, pool, operatorSet);
        for (OnnxValueInfo input : file.graph().feeds()) {
            state.input(input.name(), extents(input, inputs));
        }
        file.graph()
                .initializers()
                .forEach((name, tensor) -> {
                    if (tensor.type().isReadable()) {
                        define(state, name, () -> Known.of(tensor));
                    }
                });
        for (OnnxNode node : order) {
            translate(new NodeImport(node, state));
        }
        List<Value> outputs = new ArrayList<>();
        for (OnnxValueInfo output : file.graph().outputs()) {
            outputs.add(output(state, output.name()));
        }
        return state.builder().build(outputs.toArray(Value[]::new));
    }

    private void define(ImportState state, String name, Supplier<Known> known) {
        try {
            state.define(name, new Operand.Constant(known.get()));
        } catch (IllegalArgumentException unfit) {
            throw fault(unfit, "initializer " + quote(name));
        }
    }

    private void translate(NodeImport node) {
        try {
            SupportedOperators.find(node)
                    .orElseThrow(() -> node.fault("it is supported for constants only"))
                    .translate(node);
        } catch (IllegalArgumentException | ArithmeticException unfit) {
            ModelFormatException fault = node.fault(sentence(unfit));
            fault.initCause(unfit);
            throw fault;
        }
    }

    private Value output(ImportState state, String name) {
        Operand operand =
                state.find(name)
                        .orElseThrow(() ->
                                file.fault(
                                        "output "
                                                + quote(name)
                                                + " of the graph is an output of its node"
                                                + " that is not supported"));
        try {
            return state.value(name, operand);
        } catch (IllegalArgumentException unfit) {
            throw fault(unfit, "output " + quote(name) + " of the graph");
        }
    }

    private Extents extents(OnnxValueInfo input, Map<String, Extents> given) {
        if (input.type().isPresent() && !input.type().get().isFloat()) {
            throw file.fault(
                    "input "
                            + quote(input.name())
                            + " has elements of type "
                            + input.type().get()
                            + ", but only floats can be computed with");
        }
        Extents extents = given.get(input.name());
        if (extents == null) {
            throw new ShapeException("Input " + input + " of " + file.path() + " has no extents.");
        }
        Optional<List<OnnxDimension>> declared = input.dimensions();
        if (declared.isPresent() && !fits(extents, declared.get())) {
            throw new ShapeException(
                    "Input "
                            + input
                            + " of "
                            + file.path()
                            + " cannot be a value of "
                            + extents
                            + ".");
        }
        return extents;
    }

    private static boolean fits(Extents extents, List<OnnxDimension> declared) {
        if (declared.size() != extents.rank()) {
            return false;
        }
        for (int axis = 0; axis < extents.rank(); axis++) {
            if (declared.get(axis).extent().orElse(extents.get(axis)) != extents.get(axis)) {
                return false;
            }
        }
        return true;
    }

    private ModelFormatException fault(RuntimeException unfit, String where) {
        return new ModelFormatException(file.path(), where + ": " + sentence(unfit), unfit);
    }

    /** Returns a message without its full stop, as the end of another sentence. */
    private static String sentence(RuntimeException unfit) {
        String message = Optional.ofNullable(unfit.getMessage()).orElse("it is not supported");
        String sentence =
                message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return Wording.detail(sentence);
    }
}
