package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The forward pass of one image by minimal filtering, with channels in lanes. */
final class WinogradImageConvolution implements ImagePlan, ImageConvolution {
    private final WinogradTransform transform;
    private final WinogradGrid grid;
    private final WinogradImageBlocking blocking;
    private final WinogradFilters<PackedLanes> filters;
    private final ConvParameters parameters;
    private final float[] biases;
    private boolean rectified;

    /**
     * Allocates the transformed filters.
     *
     * @param workers that share an image
     * @param workspace owner of the filters
     */
    WinogradImageConvolution(
            ConvGeometry g,
            ConvParameters parameters,
            WinogradTransform transform,
            int workers,
            Workspace workspace) {
        this.transform = transform;
        this.parameters = parameters;
        grid = WinogradGrid.forward(g, transform.outputs());
        blocking = WinogradImageBlocking.of(grid, workers);
        int outputs = g.output().channels();
        biases = new float[PackedLanes.vectors(outputs) * Lanes.COUNT];
        filters =
                WinogradFilters.of(
                        grid,
                        transform.filterMatrix(),
                        WinogradFilters.Order.forward(g, parameters.flipped()),
                        blocking.rows(),
                        rows -> new PackedLanes(rows, g.input().channels(), workspace::floats));
    }

    @Override
    public Halo inputHalo() {
        return grid.inputHalo();
    }

    @Override
    public boolean rectify() {
        rectified = true;
        return true;
    }

    @Override
    public int packTasks() {
        return filters.packTasks();
    }

    @Override
    public void pack(int task, boolean forTraining) {
        filters.pack(task, parameters.weight().value());
        if (task == 0 && parameters.bias().isPresent()) {
            MemorySegment values = parameters.bias().get().value();
            int count = grid.output().channels();
            MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, 0, biases, 0, count);
        }
    }

    @Override
    public long scratchFloats() {
        return blocking.bytes(grid) / Float.BYTES;
    }

    @Override
    public ImagePass pass(ImageBuffers buffers) {
        return pass(List.of(new BoundImage(buffers, Rectifier.of(buffers.y(), rectified))));
    }

    @Override
    public ImagePass pass(List<BoundImage> images) {
        List<WinogradImageProduct> workers =
                images.getFirst().buffers().scratch().stream()
                        .map(scratch -> new WinogradImageProduct(this, images, scratch))
                        .toList();
        return new Pass(workers, images.size(), blocking.blocks(grid) * blocking.parts());
    }

    private record Pass(List<WinogradImageProduct> workers, int images, int tasksOfImage)
            implements ImagePass {
        @Override
        public int tasks() {
            return images * tasksOfImage;
        }

        @Override
        public void run(int task, int worker) {
            workers.get(worker).run(task / tasksOfImage, task % tasksOfImage);
        }
    }

    WinogradTransform transform() {
        return transform;
    }

    WinogradGrid grid() {
        return grid;
    }

    WinogradImageBlocking blocking() {
        return blocking;
    }

    WinogradFilters<PackedLanes> filters() {
        return filters;
    }

    /** Returns what is added to each output channel. */
    float[] biases() {
        return biases;
    }
}
