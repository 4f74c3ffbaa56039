package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** A product of two matrices. */
final class ProductPlan implements NodePlan {
    /** From so many rows on, packing a constant pays. */
    private static final int ROWS_TO_PACK = 4;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private enum Way {
        DOT,
        PACKED,
        ROWS
    }

    private final Product product;
    private final Finish finish;
    private final Way way;
    private final int workers;
    private final float[] start;
    private final Optional<MemorySegment> transposed;
    private final Optional<PackedLanes> packed;

    /**
     * Plans it.
     *
     * @param finish c, if there is one, is input 2
     */
    ProductPlan(NodeContext context, Product product, Finish finish) {
        this.product = product;
        workers = context.workers();
        Value b = context.inputs().get(1);
        way = way(product, b.isConstant());
        boolean startsFromC = way != Way.ROWS && canStartFromC(finish, context.inputs());
        this.finish = startsFromC ? finish.withoutC() : finish;
        start = new float[product.columns()];
        if (startsFromC) {
            MemorySegment c = context.inputs().get(2).data();
            for (int column = 0; column < start.length; column++) {
                start[column] = finish.beta() * c.get(FLOAT, column * finish.columnStride());
            }
        }
        boolean transpose = way == Way.DOT && !product.columnsAreRows();
        transposed =
                transpose
                        ? Optional.of(transposed(b.data(), product, context.workspace()))
                        : Optional.empty();
        packed =
                way == Way.PACKED
                        ? Optional.of(packed(b.data(), context.workspace()))
                        : Optional.empty();
    }

    private static Way way(Product product, boolean constant) {
        if (constant && product.rows() >= ROWS_TO_PACK && PackedPass.canTake(product)) {
            return Way.PACKED;
        }
        boolean columns = product.columnsAreRows() || (constant && !product.transposeA());
        return columns ? Way.DOT : Way.ROWS;
    }

    private static boolean canStartFromC(Finish finish, List<Value> inputs) {
        return finish.alpha() == 1
                && finish.beta() != 0
                && finish.rowStride() == 0
                && inputs.get(2).isConstant();
    }

    private static MemorySegment transposed(MemorySegment b, Product product, Workspace workspace) {
        int steps = product.steps();
        int columns = product.columns();
        MemorySegment copy = workspace.floats((long) steps * columns);
        for (int k = 0; k < steps; k++) {
            for (int column = 0; column < columns; column++) {
                float value = b.getAtIndex(FLOAT, (long) k * columns + column);
                copy.setAtIndex(FLOAT, (long) column * steps + k, value);
            }
        }
        return copy;
    }

    private PackedLanes packed(MemorySegment b, Workspace workspace) {
        PackedLanes lanes = new PackedLanes(product.columns(), product.steps(), workspace::floats);
        int[] offsets = new int[product.steps()];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = product.transposeB() ? k : k * product.columns();
        }
        long rowStride = product.transposeB() ? product.steps() : 1;
        for (int block = 0; block < lanes.blocks(); block++) {
            lanes.pack(block, b, 0, rowStride, offsets);
        }
        MemorySegment vector = workspace.floats(start.length);
        MemorySegment.copy(start, 0, vector, FLOAT, 0, start.length);
        lanes.startFrom(vector);
        return lanes;
    }

    @Override
    public long scratchFloats() {
        return switch (way) {
            case DOT -> DotPass.scratchFloats(product);
            case PACKED -> PackedPass.scratchFloats(product);
            case ROWS -> 0;
        };
    }

    @Override
    public String describe() {
        return switch (way) {
            case DOT -> "dot products";
            case PACKED -> "packed";
            case ROWS -> "row by row";
        };
    }

    @Override
    public ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
        Operands operands = Operands.of(inputs, outputs);
        if (packed.isPresent()) {
            return new PackedPass(product, finish, operands, packed.get(), scratch, workers);
        }
        if (way == Way.ROWS) {
            return new RowPass(product, finish, operands, Batch.ONE, workers);
        }
        MemorySegment b = transposed.orElse(operands.b());
        Operands dots = new Operands(operands.a(), b, operands.c(), operands.y());
        return new DotPass(product, finish, dots, start, scratch, workers);
    }
}
