package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;

/** Makes the border of a value zero, whose memory held something else before; one task. */
final class BorderPass implements ImagePass {
    private final MemorySegment memory;
    private final Layout layout;
    private final int images;

    BorderPass(Buffer buffer) {
        memory = buffer.memory();
        layout = buffer.layout();
        images = buffer.extents().images();
    }

    @Override
    public int tasks() {
        return 1;
    }

    @Override
    public void run(int task, int worker) {
        for (int image = 0; image < images; image++) {
            for (int plane = 0; plane < layout.planes(); plane++) {
                clear(image * layout.byteSize(), plane);
            }
        }
    }

    private void clear(long start, int plane) {
        Halo halo = layout.halo();
        int height = layout.shape().height();
        int width = layout.shape().width();
        long begin = layout.vector(plane, -halo.top(), -halo.left());
        clear(start, begin, layout.vector(plane, 0, 0));
        for (int row = 1; row < height; row++) {
            clear(start, layout.vector(plane, row - 1, width), layout.vector(plane, row, 0));
        }
        long end = layout.vector(plane, height + halo.bottom(), -halo.left());
        clear(start, layout.vector(plane, height - 1, width), end);
    }

    private void clear(long start, long from, long to) {
        if (to > from) {
            memory.asSlice(start + from, to - from).fill((byte) 0);
        }
    }
}
