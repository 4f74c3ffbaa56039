package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.LayerBinding;
import io.github.lanewise.engine.layer.LayerBinding.Aliasing;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Which activations share memory, and in which layout. Edge i is the output of layer i, edge 0 the
 * input; a buffer holds neighbouring edges. The gradients are laid out alike.
 */
final class BufferPlan {
    /** Neighbouring edges of one layout: those that layers of {@link Aliasing#SAME_LAYOUT} link. */
    private static final class Run {
        private Halo halo = Halo.NONE;

        /** Whether a layer before or after wants to read the memory as another shape. */
        private boolean reshaped;

        boolean packed() {
            return reshaped && halo.equals(Halo.NONE);
        }
    }

    private static final class Buffer {
        private final Shape shape;
        private final Run run;

        /** Whether a backward pass reads an output that stands here: nothing may overwrite it. */
        private boolean fixed;

        Buffer(Shape shape, Run run) {
            this.shape = shape;
            this.run = run;
        }
    }

    private final List<Buffer> buffers = new ArrayList<>();
    private final int[] bufferOfEdge;
    private final LaneAxis lanes;

    /**
     * Plans the buffers.
     *
     * @param shapes of all edges
     * @param plans layer i leads from edge i to edge i + 1
     * @param lanes what the lanes carry
     * @param training whether there will be a backward pass
     */
    BufferPlan(
            List<Shape> shapes,
            List<? extends LayerBinding> plans,
            LaneAxis lanes,
            boolean training) {
        this.lanes = lanes;
        Run[] runs = runs(plans, training);
        bufferOfEdge = new int[shapes.size()];
        buffers.add(new Buffer(shapes.getFirst(), runs[0]));
        for (int edge = 1; edge < shapes.size(); edge++) {
            LayerBinding plan = plans.get(edge - 1);
            boolean joins =
                    switch (plan.aliasing()) {
                        case NONE -> false;
                        case SAME_LAYOUT -> !buffers.getLast().fixed;
                        case RESHAPE -> runs[edge - 1].packed() && runs[edge].packed();
                    };
            if (!joins) {
                buffers.add(new Buffer(shapes.get(edge), runs[edge]));
            }
            buffers.getLast().fixed |= training && plan.backwardReadsOutput();
            bufferOfEdge[edge] = buffers.size() - 1;
        }
    }

    private static Run[] runs(List<? extends LayerBinding> plans, boolean training) {
        Run[] runs = new Run[plans.size() + 1];
        runs[0] = new Run();
        for (int edge = 0; edge < runs.length; edge++) {
            if (edge > 0) {
                Aliasing aliasing = plans.get(edge - 1).aliasing();
                runs[edge] = aliasing == Aliasing.SAME_LAYOUT ? runs[edge - 1] : new Run();
                runs[edge - 1].reshaped |= aliasing == Aliasing.RESHAPE;
                runs[edge].reshaped |= aliasing == Aliasing.RESHAPE;
            }
            runs[edge].halo = runs[edge].halo.max(halo(edge, plans, training));
        }
        return runs;
    }

    private static Halo halo(int edge, List<? extends LayerBinding> plans, boolean training) {
        Halo read = edge < plans.size() ? plans.get(edge).inputHalo() : Halo.NONE;
        return training && edge > 0 ? read.max(plans.get(edge - 1).gradientHalo()) : read;
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
        return new Layout(b.shape, b.run.halo, b.run.packed(), lanes);
    }
}
