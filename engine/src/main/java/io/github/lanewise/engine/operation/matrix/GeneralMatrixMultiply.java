package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.Locale;

/**
 * y = f(α·a·b + β·c) (ONNX, Gemm). Inputs: a (M×K), b (K×N) and perhaps c, which is broadcast to
 * the output M×N. Dense layers are that with a constant b.
 *
 * @param transposeA whether a is given as K×M
 * @param transposeB whether b is given as N×K
 * @param alpha α
 * @param beta β
 * @param bias whether there is a c
 * @param activation f
 */
public record GeneralMatrixMultiply(
        boolean transposeA,
        boolean transposeB,
        float alpha,
        float beta,
        boolean bias,
        Activation activation)
        implements Operation {
    @Override
    public String kind() {
        return "Gemm";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Product product = product(inputs.get(0), inputs.get(1));
        Extents y = Extents.of(product.rows(), product.columns());
        if (bias && !y.broadcast(inputs.get(2)).equals(y)) {
            throw new ShapeException(
                    "A sum c of "
                            + inputs.get(2)
                            + " cannot be broadcast to the product of "
                            + y
                            + "; Gemm's c has its extents or 1 along each axis.");
        }
        return List.of(y);
    }

    private Product product(Extents a, Extents b) {
        if (a.rank() != 2 || b.rank() != 2) {
            throw new ShapeException(
                    "Gemm multiplies matrices, not values of "
                            + a
                            + " and "
                            + b
                            + "; flatten them to two axes.");
        }
        int steps = a.get(transposeA ? 0 : 1);
        if (steps != b.get(transposeB ? 1 : 0)) {
            throw new ShapeException(
                    "Gemm cannot multiply "
                            + a
                            + (transposeA ? " (transposed)" : "")
                            + " by "
                            + b
                            + (transposeB ? " (transposed)" : "")
                            + "; a has as many columns as b has rows.");
        }
        int rows = a.get(transposeA ? 1 : 0);
        return new Product(rows, b.get(transposeB ? 0 : 1), steps, transposeA, transposeB);
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return !transposeA
                && !inputs.get(0).isConstant()
                && inputs.get(1).isConstant()
                && (!bias || keepsImages(inputs.get(2), outputs.getFirst().extents().get(0)));
    }

    private static boolean keepsImages(Value c, int rows) {
        boolean rowByRow = c.extents().rank() == 2;
        return c.isConstant()
                ? !rowByRow || c.extents().get(0) == 1
                : rowByRow && c.extents().get(0) == rows;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        Product product = product(context.input().extents(), context.inputs().get(1).extents());
        Finish finish =
                bias
                        ? Finish.of(alpha, beta, context.inputs().get(2).extents(), activation)
                        : new Finish(alpha, 0, 0, 0, activation);
        return new ProductPlan(context, product, finish);
    }

    @Override
    public long multiplyAdds(List<Value> inputs, List<Value> outputs) {
        return product(inputs.get(0).extents(), inputs.get(1).extents()).multiplyAdds();
    }

    @Override
    public String describe() {
        return activation.isNone()
                ? kind()
                : kind() + " + " + activation.function().name().toLowerCase(Locale.ROOT);
    }
}
