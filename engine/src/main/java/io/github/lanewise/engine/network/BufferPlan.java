package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Which activations share memory, and in which layout. Edge i is the output of layer i, edge 0 the
 * input; a buffer holds neighbouring edges. The gradients are laid out alike.
 */
final class BufferPlan {
    private static final class Buffer {
        private final Shape shape;
        private Halo halo;
        private boolean packed;

        /** Whether a backward pass reads an output that stands here: nothing may overwrite it. */
        private boolean fixed;

        Buffer(Shape shape, Halo halo) {
            this.shape = shape;
            this.halo = halo;
        }
    }

    private final List<Buffer> buffers = new ArrayList<>();
    private final int[] bufferOfEdge;

    /**
     * Plans the buffers.
     *
     * @param shapes of all edges
     * @param plans layer i leads from edge i to edge i + 1
     * @param training whether there will be a backward pass
     */
    BufferPlan(List<Shape> shapes, List<LayerPlan> plans, boolean training) {
        bufferOfEdge = new int[shapes.size()];
        buffers.add(new Buffer(shapes.getFirst(), halo(0, plans, training)));
        for (int edge = 1; edge < shapes.size(); edge++) {
            LayerPlan plan = plans.get(edge - 1);
            Halo halo = halo(edge, plans, training);
            if (!join(buffers.getLast(), plan, halo)) {
                buffers.add(new Buffer(shapes.get(edge), halo));
            }
            buffers.getLast().fixed |= training && plan.backwardReadsOutput();
            bufferOfEdge[edge] = buffers.size() - 1;
        }
    }

    private static Halo halo(int edge, List<LayerPlan> plans, boolean training) {
        Halo read = edge < plans.size() ? plans.get(edge).inputHalo() : Halo.NONE;
        return training && edge > 0 ? read.max(plans.get(edge - 1).gradientHalo()) : read;
    }

    private static boolean join(Buffer buffer, LayerPlan plan, Halo halo) {
        boolean plain = halo.equals(Halo.NONE);
        return switch (plan.aliasing()) {
            case NONE -> false;
            case SAME_LAYOUT -> {
                boolean joins = !buffer.fixed && (plain || !buffer.packed);
                if (joins) {
                    buffer.halo = buffer.halo.max(halo);
                }
                yield joins;
            }
            case RESHAPE -> {
                boolean joins = plain && buffer.halo.equals(Halo.NONE);
                buffer.packed |= joins;
                yield joins;
            }
        };
    }

    /** Returns the number of buffers. */
    int count() {
        return buffers.size();
    }

    /** Returns the buffer in which an edge stands. */
    int buffer(int edge) {
        return bufferOfEdge[edge];
    }

    /** Returns the layout of the first edge of a buffer. */
    Layout layout(int buffer) {
        Buffer b = buffers.get(buffer);
        return new Layout(b.shape, b.halo, b.packed);
    }
}
