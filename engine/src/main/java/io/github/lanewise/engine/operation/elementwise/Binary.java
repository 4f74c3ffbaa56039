package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A function of two values, broadcast to each other as NumPy does (ONNX, Multidirectional
 * Broadcasting). Inputs: a, b; each may be a constant.
 *
 * @param function of two numbers
 */
public record Binary(BinaryFunction function) implements Operation {
    @Override
    public String kind() {
        return function.kind();
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return List.of(inputs.get(0).broadcast(inputs.get(1)));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return BinaryPlan.orders(inputs, outputs);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return BinaryPlan.keepsImages(inputs, outputs);
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        RowFunction rowFunction =
                switch (function) {
                    case ADD -> BinaryKernel::add;
                    case SUB -> BinaryKernel::sub;
                    case MUL -> BinaryKernel::mul;
                    case DIV -> BinaryKernel::div;
                    case MAX -> BinaryKernel::max;
                    case MIN -> BinaryKernel::min;
                    case POW -> PowerKernel.function(exponent(context.inputs().get(1)));
                };
        return new BinaryPlan(context, order, rowFunction);
    }

    /** Returns the only element of a constant; NaN if it is computed or has several. */
    private static float exponent(Value value) {
        if (!value.isConstant() || value.extents().elements() > 1) {
            return Float.NaN;
        }
        MemorySegment data = value.data();
        return data.get(ValueLayout.JAVA_FLOAT, 0);
    }
}
