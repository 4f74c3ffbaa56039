package io.github.lanewise.engine.layer.dense;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.kernel.RowSums;
import io.github.lanewise.engine.kernel.Transpose;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Gradient of dense weights: {@code dw[o][i] += Σ_n dy[o][n] · x[i][n]}, with n the images of the
 * lane group. x is transposed, so that the lanes carry inputs and the product is an {@link
 * OuterProduct} of L steps.
 */
final class DenseGradient {
    private static final int ROWS_PER_PRODUCT = 12;

    private final int inputs;
    private final int paddedInputs;
    private final Parameter weight;
    private final List<Parameter> bias;
    private final Tensor x;
    private final Tensor dy;
    private final MemorySegment transposed;
    private final MemorySegment product;
    private final PackedRows[] rows;
    private final OuterProduct[] products;
    private final int[] steps = DensePlan.multiples(Lanes.COUNT, 1);
    private final RowSums biasSums;

    DenseGradient(
            Tensor x, Parameter weight, List<Parameter> bias, Tensor dy, Workspace workspace) {
        this.x = x;
        this.inputs = x.shape().channels();
        this.weight = weight;
        this.bias = bias;
        this.dy = dy;
        int vectors = Math.ceilDiv(inputs, Lanes.COUNT);
        paddedInputs = vectors * Lanes.COUNT;
        transposed = workspace.floats((long) Lanes.COUNT * paddedInputs);
        product = workspace.floats((long) ROWS_PER_PRODUCT * paddedInputs);
        Columns.Grid grid =
                new Columns.Grid(
                        1,
                        vectors,
                        (p, q) -> q * Lanes.BYTES,
                        (p, q) -> q * Lanes.BYTES,
                        4L * paddedInputs);
        Columns columns = Columns.of(DensePlan.multiples(Lanes.COUNT, 4 * paddedInputs), grid);
        int outputs = dy.shape().channels();
        rows = new PackedRows[Math.ceilDiv(outputs, ROWS_PER_PRODUCT)];
        products = new OuterProduct[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int height = Math.min(ROWS_PER_PRODUCT, outputs - i * ROWS_PER_PRODUCT);
            rows[i] = new PackedRows(height, Lanes.COUNT, Columns.groupWidth(vectors));
            products[i] = new OuterProduct(rows[i], columns);
        }
        biasSums = new RowSums(outputs, workspace.floats(RowSums.scratchFloats(outputs)));
    }

    void addTo(MemorySegment gradients) {
        Transpose.lanesToRows(
                x.segment(),
                x.layout().offset(0, 0, 0),
                x.layout().planeStride(),
                inputs,
                transposed,
                paddedInputs);
        for (int i = 0; i < rows.length; i++) {
            addRows(i, gradients);
        }
        for (int i = 0; i < bias.size(); i++) {
            for (int o = 0; o < dy.shape().channels(); o++) {
                biasSums.set(o, dy.segment(), dy.layout().offset(o, 0, 0), 1);
            }
            biasSums.addTo(gradients, bias.get(i).offset());
        }
    }

    private void addRows(int index, MemorySegment gradients) {
        PackedRows d = rows[index];
        int first = index * ROWS_PER_PRODUCT;
        long from = dy.layout().offset(first, 0, 0) / Float.BYTES;
        long row = dy.layout().planeStride() / Float.BYTES;
        for (int block = 0; block < d.blocks(); block++) {
            d.pack(block, dy.segment(), from, row, steps);
        }
        products[index].run(transposed, product);
        for (int i = 0; i < d.rows(); i++) {
            Elementwise.add(
                    product,
                    4L * i * paddedInputs,
                    gradients,
                    weight.offset() + 4L * (first + i) * inputs,
                    inputs);
        }
    }
}
