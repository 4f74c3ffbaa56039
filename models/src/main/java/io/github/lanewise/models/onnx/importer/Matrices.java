package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.matrix.GeneralMatrixMultiply;
import io.github.lanewise.engine.operation.matrix.MatrixMultiply;

/** Products of matrices. */
final class Matrices {
    private Matrices() {}

    static void register(SupportedOperators operators) {
        operators.translate("Gemm", Matrices::gemm);
        operators.translate(
                "MatMul", node -> node.compute(new MatrixMultiply(), node.value(0), node.value(1)));
    }

    private static void gemm(NodeImport node) {
        NodeAttributes attributes = node.attributes();
        float beta = attributes.real("beta", 1);
        boolean bias = node.has(2) && beta != 0;
        GeneralMatrixMultiply gemm =
                new GeneralMatrixMultiply(
                        attributes.flag("transA", false),
                        attributes.flag("transB", false),
                        attributes.real("alpha", 1),
                        bias ? beta : 1,
                        bias,
                        Activation.NONE);
        if (bias) {
            node.compute(gemm, node.value(0), node.value(1), node.value(2));
        } else {
            node.compute(gemm, node.value(0), node.value(1));
        }
    }
}
