package io.github.lanewise.engine.operation.conv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions whose buffers have borders of their own. */
final class ConvolutionBuffersTest {
    private static final int SIZE = 28;

    /** Without the residual the result is 0, since all inputs are. */
    @ParameterizedTest
    @CsvSource({"32, 1, 3", "32, 1, 1", "64, 2, 3", "40, 10, 3", "40, 40, 3"})
    void aResidualMayHaveAnotherBorder(int channels, int groups, int filter) {
        Extents features = Extents.of(2, channels, SIZE, SIZE);
        Extents filters = Extents.of(channels, channels / groups, filter, filter);
        int pad = filter / 2;
        ConvAttributes attributes =
                new ConvAttributes(1, 1, 1, 1, new Halo(pad, pad, pad, pad), groups);
        Convolution convolution = new Convolution(attributes, false, true, Activation.NONE);
        try (Workspace workspace = new Workspace()) {
            MemorySegment weights = workspace.floats(filters.elements());
            Value w = Value.constant("w", filters, weights);
            Value x = Value.of("x", features);
            Value y = Value.of("y", features);
            NodeContext context = new NodeContext(List.of(x, w, x), List.of(y), 1, workspace);
            NodePlan plan = convolution.plan(context, MemoryOrder.LANES);
            Buffer residual = buffer(workspace, features, new Halo(0, 2, 3, 1));
            float[] values = Values.uniform(1, features.elements());
            Buffer output = buffer(workspace, features, new Halo(1, 0, 0, 2));
            for (int n = 0; n < 2; n++) {
                residual.image(n).load(values, n * features.image().elements(), 1);
            }
            Buffer input = buffer(workspace, features, plan.inputHalo(0));
            Buffer constant = new Buffer(weights, filters, Placement.ROW_MAJOR);
            ImagePass pass =
                    plan.pass(
                            List.of(input, constant, residual),
                            List.of(output),
                            List.of(workspace.floats(plan.scratchFloats())));
            for (int task = 0; task < pass.tasks(); task++) {
                pass.run(task, 0);
            }
            float[] results = new float[values.length];
            for (int n = 0; n < 2; n++) {
                output.image(n).store(results, n * features.image().elements(), 1);
            }
            assertThat(results).isEqualTo(values);
        }
    }

    private static Buffer buffer(Workspace workspace, Extents extents, Halo halo) {
        Placement placement = Placement.lanes(halo);
        long floats = placement.byteSize(extents) / Float.BYTES;
        return new Buffer(workspace.floats(floats), extents, placement);
    }
}
