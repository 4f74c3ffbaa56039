package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tiles are what their pattern makes them. To change them all, or to have one more, change the
 * pattern or the lists below, run {@link #main}, and format.
 */
final class TileSourceTest {
    private static final Path FOLDER =
            Path.of("src", "main", "java", "io", "github", "lanewise", "engine", "kernel");

    private static final int[][] OUTER_PRODUCTS = {
        {6, 4}, {4, 4}, {2, 8}, {2, 4}, {1, 12}, {1, 4}, {6, 2}, {12, 1}, {4, 1}, {1, 1}
    };

    /** Rows, runs, taps of a run. */
    private static final int[][] LANE_DOTS = {
        {4, 1, 5}, {3, 1, 5}, {1, 1, 5}, {2, 3, 3}, {1, 3, 3}, {2, 2, 3}, {1, 2, 3}, {4, 4, 1},
        {3, 4, 1}, {2, 4, 1}, {1, 4, 1}
    };

    private static final int[] MATRIX_PRODUCT_ROWS = {8, 4};

    /** Pixels, vectors. */
    private static final int[][] PIXEL_PRODUCTS = {{5, 4}, {4, 4}, {8, 2}, {4, 2}, {8, 1}};

    /** Writes the tiles; the working folder is that of the module. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> tile : tiles().entrySet()) {
            Files.writeString(FOLDER.resolve(tile.getKey()), tile.getValue());
        }
    }

    private static Map<String, String> tiles() {
        Map<String, String> tiles = new TreeMap<>();
        for (int[] t : OUTER_PRODUCTS) {
            OuterProductSource source = new OuterProductSource(t[0], t[1]);
            tiles.put(source.name() + ".java", source.text());
        }
        for (int[] t : LANE_DOTS) {
            LaneDotSource source = new LaneDotSource(t[0], t[1], t[2]);
            tiles.put(source.name() + ".java", source.text());
        }
        for (int rows : MATRIX_PRODUCT_ROWS) {
            MatrixProductSource source = new MatrixProductSource(rows);
            tiles.put(source.name() + ".java", source.text());
        }
        for (int[] t : PIXEL_PRODUCTS) {
            PixelProductSource source = new PixelProductSource(t[0], t[1]);
            tiles.put(source.name() + ".java", source.text());
        }
        return tiles;
    }

    /** White space, and the asterisks that begin lines of comments, are the formatter's. */
    private static String words(String source) {
        return source.replaceAll("(?m)^\\s*/?\\*+/?|\\*/|\\s", "");
    }

    @Test
    void everyTileFollowsThePattern() throws IOException {
        for (Map.Entry<String, String> tile : tiles().entrySet()) {
            String source = Files.readString(FOLDER.resolve(tile.getKey()));
            assertThat(words(source)).as(tile.getKey()).isEqualTo(words(tile.getValue()));
        }
    }

    @Test
    void thereIsNoOtherTile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.matches("\\D+\\d+x\\d+\\.java"))
                                    .collect(Collectors.toSet()))
                    .isEqualTo(tiles().keySet());
        }
    }
}
