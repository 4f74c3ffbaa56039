package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.MatrixProduct;
import io.github.lanewise.engine.kernel.RowSums;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * One worker's use of a {@link WinogradFilterGradient}. At each place the inputs are a matrix of
 * channels × (tiles, images), the gradients one of (tiles, images) × filters; their product are the
 * sums {@code [place][C][K]}.
 */
final class WinogradFilterGradientStep implements ConvStep {
    private static final int V = Lanes.BYTES;
    private static final int L = Lanes.COUNT;
    private static final int TAPS = WinogradGrid.TAPS;
    private static final int AREA = TAPS * TAPS;

    private final WinogradTransform transform;
    private final WinogradGrid grid;
    private final int blockTiles;
    private final int blockRows;
    private final ConvParameters parameters;
    private final Tensor dy;
    private final WinogradInputs inputs;
    private final WinogradGradients gradients;
    private final MatrixProduct[] products;
    private final MemorySegment sums;
    private final MemorySegment blockSums;
    private final long sumPlace;
    private final long sumRow;
    private final WinogradLines sumColumns;
    private final WinogradLines halfRows;
    private final WinogradLines halfColumns;
    private final WinogradLines result;
    private final Optional<RowSums> biasSums;

    WinogradFilterGradientStep(WinogradFilterGradient plan, PassBuffers buffers) {
        transform = plan.transform();
        grid = plan.grid();
        blockTiles = plan.blocking().tiles();
        blockRows = plan.blocking().rows();
        parameters = plan.parameters();
        dy = buffers.gradients().orElseThrow().dy();
        int n = grid.extent();
        SegmentAllocator allocator = SegmentAllocator.slicingAllocator(buffers.scratch());
        WinogradPlaces v = WinogradPlaces.of(allocator, grid, blockRows, blockTiles);
        MemorySegment half = allocator.allocate(WinogradBlocking.halfBytes(grid, blockTiles));
        inputs = new WinogradInputs(grid, transform, buffers.x(), v, half);
        long gradientPlace = plan.blocking().gradientPlace(grid);
        sumRow = WinogradGradientBlocking.gradientRow(grid);
        MemorySegment z = allocator.allocate(grid.places() * gradientPlace);
        gradients = new WinogradGradients(plan, dy, z, allocator);
        sumPlace = plan.blocking().sumPlace(grid);
        sums = allocator.allocate(grid.places() * sumPlace);
        blockSums = allocator.allocate(sumPlace);
        MemorySegment[] places = v.places();
        products = new MatrixProduct[grid.places()];
        for (int place = 0; place < products.length; place++) {
            products[place] =
                    new MatrixProduct(
                            blockRows,
                            grid.output().channels(),
                            new MatrixProduct.Rows(places[place], v.planeStride()),
                            rows(z, place * gradientPlace, gradientPlace, sumRow),
                            new MatrixProduct.Rows(blockSums, sumRow));
        }
        sumColumns = new WinogradLines(sums, n * sumPlace, V);
        MemorySegment halfSums = allocator.allocate((long) TAPS * n * V);
        halfRows = new WinogradLines(halfSums, (long) n * V, V);
        halfColumns = new WinogradLines(halfSums, V, V);
        result = new WinogradLines(allocator.allocate((long) AREA * V), V, V);
        int filters = grid.output().channels();
        MemorySegment biasScratch = allocator.allocate(4 * RowSums.scratchFloats(filters));
        biasSums = parameters.bias().map(bias -> new RowSums(filters, biasScratch));
    }

    private static MatrixProduct.Rows rows(
            MemorySegment memory, long offset, long bytes, long stride) {
        return new MatrixProduct.Rows(memory.asSlice(offset, bytes), stride);
    }

    @Override
    public void run(MemorySegment parameterGradients) {
        int channels = grid.input().channels();
        for (int row = 0; row < channels; row += blockRows) {
            int rows = Math.min(blockRows, channels - row);
            int sumFloats = Math.toIntExact(rows * sumRow / Float.BYTES);
            sums.fill((byte) 0);
            for (int from = 0; from < grid.tiles(); from += blockTiles) {
                int to = Math.min(grid.tiles(), from + blockTiles);
                inputs.transform(row, rows, from, to);
                gradients.transform(from, to);
                // dU (C, K) += (Bᵀ x B) (C, tiles·images) × (A dy Aᵀ) (tiles·images, K)
                for (int place = 0; place < products.length; place++) {
                    products[place].run((to - from) * L);
                    Elementwise.add(blockSums, 0, sums, place * sumPlace, sumFloats);
                }
            }
            addFilters(row, rows, parameterGradients);
        }
        addBias(parameterGradients);
    }

    private void addFilters(int firstChannel, int rows, MemorySegment target) {
        int filters = grid.output().channels();
        for (int c = 0; c < rows; c++) {
            for (int k = 0; k < filters; k += L) {
                transformBack(c * sumRow + 4L * k);
                addLanes(firstChannel + c, k, Math.min(L, filters - k), target);
            }
        }
    }

    /** Writes {@code Gᵀ dU G} of a vector of sums to the result, tap by tap. */
    private void transformBack(long offset) {
        for (int j = 0; j < grid.extent(); j++) {
            long column = j * sumPlace + offset;
            transform.filterGradient(sumColumns, column, halfRows, (long) j * V, 1);
        }
        for (int r = 0; r < TAPS; r++) {
            long row = r * halfRows.stride();
            transform.filterGradient(halfColumns, row, result, (long) r * TAPS * V, 1);
        }
    }

    /** Adds the result, in whose lanes stand some filters, to the weights K·C·3·3. */
    private void addLanes(int c, int firstFilter, int count, MemorySegment target) {
        long filterBytes = 4L * AREA * grid.input().channels();
        long first = parameters.weight().offset() + firstFilter * filterBytes + 4L * AREA * c;
        for (int lane = 0; lane < count; lane++) {
            long filter = first + lane * filterBytes;
            for (int tap = 0; tap < AREA; tap++) {
                long from = (long) tap * V + 4L * lane;
                float value = result.memory().get(ValueLayout.JAVA_FLOAT, from);
                long to = filter + 4L * (parameters.flipped() ? AREA - 1 - tap : tap);
                float old = target.get(ValueLayout.JAVA_FLOAT, to);
                target.set(ValueLayout.JAVA_FLOAT, to, old + value);
            }
        }
    }

    private void addBias(MemorySegment target) {
        if (biasSums.isEmpty()) {
            return;
        }
        Layout layout = dy.layout();
        int height = dy.shape().height();
        int width = dy.shape().width();
        // The zeros between the rows add nothing.
        int count = Math.toIntExact((height - 1) * layout.rowStride() / V) + width;
        for (int k = 0; k < dy.shape().channels(); k++) {
            biasSums.get().set(k, dy.segment(), layout.offset(k, 0, 0), count);
        }
        biasSums.get().addTo(target, parameters.bias().orElseThrow().offset());
    }
}
