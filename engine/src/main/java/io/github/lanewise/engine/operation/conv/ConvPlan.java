package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.JoinedPass;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.conv.BoundImage;
import io.github.lanewise.engine.layer.conv.RowEnd;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A convolution whose filters are packed. */
final class ConvPlan implements NodePlan {
    private final List<ConvPart> parts;
    private final String description;
    private final OptionalInt residual;
    private final Activation activation;

    /**
     * Takes its parts.
     *
     * @param parts that make all of the output together
     * @param description how it is computed
     * @param residual number of the input that is added to the result, if any
     * @param activation applied in the end
     */
    ConvPlan(
            List<ConvPart> parts, String description, OptionalInt residual, Activation activation) {
        this.parts = List.copyOf(parts);
        this.description = description;
        this.residual = residual;
        this.activation = activation;
    }

    @Override
    public Placement constant(int input) {
        boolean features = input == 0 || input == residual.orElse(0);
        return features ? Placement.lanes(inputHalo(input)) : Placement.ROW_MAJOR;
    }

    @Override
    public Halo inputHalo(int input) {
        Halo halo = Halo.NONE;
        if (input == 0) {
            for (ConvPart part : parts) {
                halo = halo.max(part.convolution().inputHalo());
            }
        }
        return halo;
    }

    @Override
    public long scratchFloats() {
        return parts.stream().mapToLong(part -> part.convolution().scratchFloats()).max().orElse(0);
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
        List<ImagePass> passes = new ArrayList<>();
        for (ConvPart part : parts) {
            List<BoundImage> images = new ArrayList<>();
            for (int n = 0; n < inputs.getFirst().extents().images(); n++) {
                Tensor x = ConvPart.channels(inputs.getFirst().image(n), part.inputs());
                Tensor y = ConvPart.channels(outputs.getFirst().image(n), part.outputs());
                RowEnd end = ConvEnd.of(y, residual(inputs, n, part), activation);
                images.add(new BoundImage(new ImageBuffers(x, y, scratch), end));
            }
            passes.add(part.convolution().pass(images));
        }
        return JoinedPass.of(passes);
    }

    private Optional<Tensor> residual(List<Buffer> inputs, int n, ConvPart part) {
        return residual.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ConvPart.channels(
                                inputs.get(residual.getAsInt()).image(n), part.outputs()));
    }
}
