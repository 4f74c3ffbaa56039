package io.github.lanewise.models.onnx.file;

import static io.github.lanewise.models.file.Wording.quote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Reads GraphProto and the declarations of its inputs and outputs. */
final class GraphReader {
    private static final int MOST_DIMENSIONS = 64;

    private final WireReader wire;
    private final NodeReader nodeReader;
    private final TensorReader tensorReader;

    GraphReader(WireReader wire, ExternalData external) {
        this.wire = wire;
        tensorReader = new TensorReader(wire, external);
        nodeReader = new NodeReader(wire, tensorReader);
    }

    OnnxGraph read() throws IOException {
        String name = "";
        List<OnnxNode> nodes = new ArrayList<>();
        SequencedMap<String, OnnxTensor> tensors = new LinkedHashMap<>();
        List<OnnxValueInfo> inputs = new ArrayList<>();
        List<OnnxValueInfo> outputs = new ArrayList<>();
        while (wire.next()) {
            switch (wire.field()) {
                case 1 ->
                        wire.message(
                                "node " + nodes.size(),
                                () -> nodes.add(nodeReader.read(nodes.size())));
                case 2 -> name = wire.text();
                case 5 -> wire.message("an initializer", () -> add(tensorReader.read(), tensors));
                case 11 -> wire.message("an input", () -> inputs.add(readValueInfo()));
                case 12 -> wire.message("an output", () -> outputs.add(readValueInfo()));
                case 15 -> throw wire.fault("sparse initializers are not supported");
                default -> wire.skip();
            }
        }
        return new OnnxGraph(name, nodes, tensors, inputs, outputs);
    }

    private void add(OnnxTensor tensor, SequencedMap<String, OnnxTensor> tensors) {
        if (tensor.name().isEmpty()) {
            throw wire.fault("it has no name");
        }
        if (tensors.put(tensor.name(), tensor) != null) {
            throw wire.fault("there are two initializers " + quote(tensor.name()));
        }
    }

    private OnnxValueInfo readValueInfo() throws IOException {
        ValueType type = new ValueType();
        String name = "";
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> {
                    name = wire.text();
                    wire.rename("the declaration of " + quote(name));
                }
                case 2 -> wire.message("its type", type::read);
                default -> wire.skip();
            }
        }
        return new OnnxValueInfo(name, type.elementType, type.dimensions);
    }

    /** TypeProto, as far as it describes tensors. */
    private final class ValueType {
        private Optional<ElementType> elementType = Optional.empty();
        private Optional<List<OnnxDimension>> dimensions = Optional.empty();

        void read() throws IOException {
            while (wire.next()) {
                if (wire.field() == 1) {
                    wire.message("tensor_type", this::readTensor);
                } else {
                    wire.skip();
                }
            }
        }

        private void readTensor() throws IOException {
            while (wire.next()) {
                switch (wire.field()) {
                    case 1 -> elementType = ElementType.of(wire.integer());
                    case 2 -> wire.message("shape", this::readShape);
                    default -> wire.skip();
                }
            }
        }

        private void readShape() throws IOException {
            List<OnnxDimension> axes = new ArrayList<>();
            while (wire.next()) {
                if (wire.field() == 1) {
                    wire.message("dim " + axes.size(), () -> axes.add(readDimension()));
                } else {
                    wire.skip();
                }
                if (axes.size() > MOST_DIMENSIONS) {
                    throw wire.fault("it has more than " + MOST_DIMENSIONS + " dimensions");
                }
            }
            dimensions = Optional.of(axes);
        }
    }

    /** Returns a dimension; writers say -1 or 0 where they do not know it. */
    private OnnxDimension readDimension() throws IOException {
        OptionalLong extent = OptionalLong.empty();
        String symbol = "";
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> {
                    long value = wire.integer();
                    extent = value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
                }
                case 2 -> symbol = wire.text();
                default -> wire.skip();
            }
        }
        return new OnnxDimension(extent, symbol);
    }
}
