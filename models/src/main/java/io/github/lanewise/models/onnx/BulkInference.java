package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs many images at once with images in lanes, where a graph is a chain of layers with few
 * weights. Its buffers are made when they are needed first.
 */
final class BulkInference implements AutoCloseable {
    /** Images from which it pays; they come in whole lane groups. */
    private static final int LEAST_IMAGES = 4 * Tensor.LANES;

    /** Weights are held twice then, and those of large networks take their time from memory. */
    private static final long MOST_WEIGHTS = 4 << 20;

    /** Floats of the largest value for one image; a worker holds some values of a lane group. */
    private static final long MOST_FLOATS = 1 << 20;

    private final Graph graph;
    private final Team team;
    private final boolean light;
    private Optional<Network> network = Optional.empty();
    private Optional<Inference> inference = Optional.empty();
    private boolean tried;

    /**
     * Creates it.
     *
     * @param graph of one image
     * @param team whose threads compute
     */
    BulkInference(Graph graph, Team team) {
        this.graph = graph;
        this.team = team;
        light = weights(graph) <= MOST_WEIGHTS && largestValue(graph) <= MOST_FLOATS;
    }

    /** Returns how many of so many images, the first ones, {@link #run} would take. */
    int images(int images) {
        return images >= LEAST_IMAGES && light && isChain()
                ? images / Tensor.LANES * Tensor.LANES
                : 0;
    }

    private static long largestValue(Graph graph) {
        return graph.nodes().stream()
                .flatMap(node -> Stream.concat(node.inputs().stream(), node.outputs().stream()))
                .filter(value -> !value.isConstant())
                .mapToLong(value -> value.extents().elements())
                .max()
                .orElse(0);
    }

    private static long weights(Graph graph) {
        return graph.nodes().stream()
                .flatMap(node -> node.inputs().stream())
                .filter(Value::isConstant)
                .mapToLong(value -> value.extents().elements())
                .sum();
    }

    private synchronized boolean isChain() {
        if (!tried) {
            network = ChainNetwork.of(graph);
            tried = true;
        }
        return network.isPresent();
    }

    /** Runs whole lane groups of images, with all threads of the team. */
    void run(MemorySegment input, MemorySegment output) {
        team.enterAlone();
        try {
            synchronized (this) {
                if (inference.isEmpty()) {
                    inference = network.map(chain -> new Inference(chain, team.workers()));
                }
                inference
                        .orElseThrow(() -> new IllegalStateException(LoadedGraph.CLOSED))
                        .apply(input, output);
            }
        } finally {
            team.leave(true);
        }
    }

    /** Frees all memory after the calls that are under way. */
    @Override
    public void close() {
        team.enterAlone();
        try {
            synchronized (this) {
                tried = true;
                inference.ifPresent(Inference::close);
                network.ifPresent(Network::close);
                inference = Optional.empty();
                network = Optional.empty();
            }
        } finally {
            team.leave(true);
        }
    }
}
