package io.github.lanewise.models.onnx.file;

import io.github.lanewise.models.ModelFormatException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the outermost message of a file, ModelProto. */
final class OnnxReader {
    private final WireReader wire;
    private final GraphReader graphs;
    private long irVersion;
    private String producer = "";
    private final Map<String, Long> operatorSets = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private Optional<OnnxGraph> graph = Optional.empty();

    /**
     * What a model has beside its graph.
     *
     * @param irVersion version of the format
     * @param producer tool that wrote the file
     * @param operatorSets version by domain
     * @param metadata free texts by their keys
     */
    record Model(
            long irVersion,
            String producer,
            Map<String, Long> operatorSets,
            Map<String, String> metadata,
            OnnxGraph graph) {}

    private OnnxReader(WireReader wire, ExternalData external) {
        this.wire = wire;
        graphs = new GraphReader(wire, external);
    }

    /**
     * Reads a model.
     *
     * @throws ModelFormatException if these bytes are no ONNX model
     */
    static Model read(MemorySegment bytes, ExternalData external) {
        WireReader wire = new WireReader(external.modelFile(), bytes);
        OnnxReader reader = new OnnxReader(wire, external);
        try {
            reader.readModel();
        } catch (IOException failure) {
            throw wire.unreadable(failure);
        }
        return reader.model();
    }

    private void readModel() throws IOException {
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> irVersion = wire.integer();
                case 2 -> producer = wire.text();
                case 7 -> wire.message("the graph", () -> graph = Optional.of(graphs.read()));
                case 8 -> wire.message("opset_import", this::readOperatorSet);
                case 14 -> wire.message("metadata_props", this::readMetadata);
                default -> wire.skip();
            }
        }
    }

    private void readOperatorSet() throws IOException {
        String domain = "";
        long version = 0;
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> domain = wire.text();
                case 2 -> version = wire.integer();
                default -> wire.skip();
            }
        }
        operatorSets.put(domain, version);
    }

    private void readMetadata() throws IOException {
        String key = "";
        String value = "";
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> key = wire.text();
                case 2 -> value = wire.text();
                default -> wire.skip();
            }
        }
        metadata.put(key, value);
    }

    private Model model() {
        if (irVersion < 1) {
            throw wire.fault("this is no ONNX file, because ir_version is missing");
        }
        OnnxGraph found =
                graph.orElseThrow(() ->
                        wire.fault("the file is truncated or no ONNX model: it has no graph"));
        if (operatorSets.isEmpty()) {
            throw wire.fault(
                    "the file is truncated or no ONNX model: it has no opset_import, the version of"
                            + " its operators");
        }
        return new Model(
                irVersion, producer, operatorSets, Collections.unmodifiableMap(metadata), found);
    }
}
