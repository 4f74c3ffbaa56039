package io.github.lanewise.mnist.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The content of one IDX file of unsigned bytes. The array of values is handed out without a copy.
 */
final class IdxFile {
    private final Path path;
    private final int[] dimensions;
    private final byte[] values;

    IdxFile(Path path, int[] dimensions, byte[] values) {
        this.path = path;
        this.dimensions = dimensions.clone();
        this.values = values;
    }

    /** The file that was read. */
    Path path() {
        return path;
    }

    /** The number of dimensions, 1 to 4. */
    int rank() {
        return dimensions.length;
    }

    /** The extent of one dimension; 0 is the slowest. */
    int dimension(int index) {
        return dimensions[index];
    }

    /** The extents, slowest first, as in {@code 60000 × 28 × 28}. */
    String shape() {
        return shape(dimensions);
    }

    static String shape(int[] dimensions) {
        return Arrays.stream(dimensions)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" × "));
    }

    /** The elements in file order, as many as the product of the dimensions. */
    byte[] values() {
        return values;
    }
}
