package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Buffer;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Fills a feature map with channels in lanes. An item is a row of a plane of an image. Planes whose
 * channels begin at a lane of their own in the source are copied; for others lanes are moved.
 */
final class LaneCopy implements ItemCopy {
    private final LanePiece[][] pieces;
    private final int height;
    private final int width;
    private final int items;

    /**
     * @param steps of each plane
     * @param fill one vector of the number that boxes without a source are filled with
     */
    LaneCopy(List<List<LaneStep>> steps, List<Buffer> inputs, MemorySegment fill, Buffer output) {
        pieces =
                steps.stream()
                        .map(plane -> pieces(plane, inputs, fill, output))
                        .toArray(LanePiece[][]::new);
        height = output.extents().image().height();
        width = output.extents().image().width();
        items = Math.multiplyExact(output.extents().images() * pieces.length, height);
    }

    private static LanePiece[] pieces(
            List<LaneStep> steps, List<Buffer> inputs, MemorySegment fill, Buffer output) {
        return steps.stream()
                .map(step -> new LanePiece(step, inputs, fill, output))
                .toArray(LanePiece[]::new);
    }

    @Override
    public int items() {
        return items;
    }

    @Override
    public double work() {
        return 1 + width;
    }

    @Override
    public void run(int from, int to) {
        for (int item = from; item < to; ) {
            int row = item % height;
            int plane = item / height % pieces.length;
            int image = item / height / pieces.length;
            int end = Math.min(height, row + to - item);
            for (LanePiece piece : pieces[plane]) {
                piece.run(image, row, end);
            }
            item += end - row;
        }
    }
}
