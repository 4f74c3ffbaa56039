package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/**
 * y = a · b as NumPy's matmul (ONNX, MatMul): the last two axes are those of matrices, the ones
 * before them are broadcast; a value of one axis is a row (a) or a column (b), and that axis of
 * extent 1 is not in the output. Inputs: a, b.
 */
public record MatrixMultiply() implements Operation {
    @Override
    public String kind() {
        return "MatMul";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents a = inputs.get(0);
        Extents b = inputs.get(1);
        Product product = product(a, b);
        int[] leading = leading(a).broadcast(leading(b)).toArray();
        int matrixAxes = (a.rank() > 1 ? 1 : 0) + (b.rank() > 1 ? 1 : 0);
        int[] y = Arrays.copyOf(leading, leading.length + matrixAxes);
        if (a.rank() > 1) {
            y[leading.length] = product.rows();
        }
        if (b.rank() > 1) {
            y[y.length - 1] = product.columns();
        }
        return List.of(Extents.of(y));
    }

    private static Product product(Extents a, Extents b) {
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException(
                    "MatMul multiplies values of at least one axis, not of "
                            + a
                            + " and "
                            + b
                            + ".");
        }
        int steps = a.get(a.rank() - 1);
        int rows = a.rank() == 1 ? 1 : a.get(a.rank() - 2);
        int columns = b.rank() == 1 ? 1 : b.get(b.rank() - 1);
        if (steps != b.get(Math.max(0, b.rank() - 2))) {
            throw new ShapeException(
                    "MatMul cannot multiply "
                            + a
                            + " by "
                            + b
                            + "; a has as many columns as b has rows.");
        }
        return new Product(rows, columns, steps, false, false);
    }

    /** Returns the axes before those of the matrices. */
    private static Extents leading(Extents extents) {
        return Extents.of(Arrays.copyOf(extents.toArray(), Math.max(0, extents.rank() - 2)));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        Value a = inputs.get(0);
        Value b = inputs.get(1);
        int rank = Math.max(a.extents().rank(), b.extents().rank());
        if (rank == 2) {
            return !a.isConstant() && a.extents().rank() == 2 && b.isConstant();
        }
        return rank > 2 && keepsImages(a, outputs, rank) && keepsImages(b, outputs, rank);
    }

    private static boolean keepsImages(Value x, List<Value> outputs, int rank) {
        boolean hasImages = x.extents().rank() == rank;
        return x.isConstant()
                ? !hasImages || x.extents().get(0) == 1
                : hasImages && x.extents().get(0) == outputs.getFirst().extents().get(0);
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        Extents a = context.input().extents();
        Extents b = context.inputs().get(1).extents();
        Product product = product(a, b);
        if (leading(b).elements() == 1) {
            int rows = leading(a).elements() * product.rows();
            Product all = new Product(rows, product.columns(), product.steps(), false, false);
            return new ProductPlan(context, all, Finish.NONE);
        }
        long aBytes = 4L * product.rows() * product.steps();
        long bBytes = 4L * product.steps() * product.columns();
        Batch batch = new Batch(leading(a), leading(b), aBytes, bBytes);
        return new BatchPlan(product, batch, context.workers());
    }

    @Override
    public long multiplyAdds(List<Value> inputs, List<Value> outputs) {
        Product product = product(inputs.get(0).extents(), inputs.get(1).extents());
        return (long) outputs.getFirst().extents().elements() * product.steps();
    }

    /** Several products. */
    private record BatchPlan(Product product, Batch batch, int workers) implements NodePlan {
        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            Operands operands = Operands.of(inputs, outputs);
            return new RowPass(product, Finish.NONE, operands, batch, workers);
        }
    }
}
