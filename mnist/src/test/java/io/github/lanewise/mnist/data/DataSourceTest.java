package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.mnist.data.DataSource.Kind;
import io.github.lanewise.mnist.data.DataSource.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {
    @TempDir private Path root;
    private Path option;
    private Path variable;
    private Path cache;

    @BeforeEach
    void writeFolders() throws IOException {
        option = Files.createDirectory(root.resolve("option"));
        variable = Files.createDirectory(root.resolve("variable"));
        cache = Files.createDirectories(root.resolve(".cache/lanewise/mnist"));
        for (Path folder : new Path[] {option, variable, cache}) {
            IdxBytes.writeSmallMnist(folder);
        }
    }

    private Surroundings linux(Map<String, String> environment) {
        return new Surroundings(environment, root, "Linux");
    }

    @Test
    void takesTheOptionFirst() throws DataException {
        DataSource source =
                DataSource.find(
                        Optional.of(option), linux(Map.of("LANEWISE_DATA", variable.toString())));
        assertThat(source)
                .isEqualTo(
                        new DataSource(
                                Kind.OPTION,
                                Optional.of(option),
                                "Data from " + option + ", named by --data."));
        assertThat(source.load(1).training().count()).isEqualTo(5);
    }

    @Test
    void takesTheVariableSecond() throws DataException {
        assertThat(
                        DataSource.find(
                                Optional.empty(),
                                linux(Map.of("LANEWISE_DATA", variable.toString()))))
                .isEqualTo(
                        new DataSource(
                                Kind.ENVIRONMENT,
                                Optional.of(variable),
                                "Data from " + variable + ", named by LANEWISE_DATA."));
    }

    @Test
    void takesTheCacheFolderThird() throws DataException {
        DataSource source = DataSource.find(Optional.empty(), linux(Map.of("LANEWISE_DATA", "")));
        assertThat(source.kind()).isEqualTo(Kind.CACHE);
        assertThat(source.folder()).contains(cache);
        assertThat(source.reason())
                .isEqualTo(
                        "Data from the cache folder "
                                + cache
                                + ", as neither --data nor LANEWISE_DATA is given.");
    }

    @Test
    void drawsDigitsWhereTheCacheIsNotComplete() throws IOException {
        Files.delete(cache.resolve("t10k-labels-idx1-ubyte"));
        DataSource source = DataSource.find(Optional.empty(), linux(Map.of()));
        assertThat(source)
                .isEqualTo(
                        new DataSource(
                                Kind.DRAWN,
                                Optional.empty(),
                                "Digits drawn by Lanewise itself, as neither --data nor"
                                        + " LANEWISE_DATA is given and "
                                        + cache
                                        + " does not hold MNIST."));
    }

    @Test
    void drawsDigitsWhereThatIsWanted() throws DataException {
        DataSource source =
                DataSource.find(Optional.of(Path.of("drawn")), linux(Map.of("LANEWISE_DATA", "x")));
        assertThat(source)
                .isEqualTo(
                        new DataSource(
                                Kind.DRAWN,
                                Optional.empty(),
                                "Digits drawn by Lanewise itself, as --data says."));
        assertThat(DataSource.find(Optional.empty(), linux(Map.of("LANEWISE_DATA", "drawn"))))
                .extracting(DataSource::kind)
                .isEqualTo(Kind.DRAWN);
        assertThat(source.name()).isEqualTo("drawn");
        assertThatThrownBy(() -> DataSource.find(Optional.of(Path.of("./drawn")), linux(Map.of())))
                .isInstanceOf(DataException.class);
    }

    @Test
    void refusesAWrongFolderInsteadOfFallingBack() throws IOException {
        Path wrong = root.resolve("wrong");
        assertThatThrownBy(() -> DataSource.find(Optional.of(wrong), linux(Map.of())))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "The data folder " + wrong + " (from --data) does not exist;");
        Files.delete(variable.resolve("t10k-labels-idx1-ubyte"));
        assertThatThrownBy(() ->
                        DataSource.find(
                                Optional.empty(),
                                linux(Map.of("LANEWISE_DATA", variable.toString()))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "The data folder "
                                + variable
                                + " (from LANEWISE_DATA) lacks t10k-labels-idx1-ubyte (raw");
        assertThatThrownBy(() ->
                        DataSource.find(Optional.empty(), linux(Map.of("LANEWISE_DATA", "a\0b"))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("LANEWISE_DATA is not the name of a folder");
    }

    @Test
    void knowsTheCacheFolderOfEachSystem() {
        Path home = root.resolve("home");
        String elsewhere = root.resolve("elsewhere").toString();
        Map<String, String> all =
                Map.of("XDG_CACHE_HOME", elsewhere, "LOCALAPPDATA", elsewhere + "-too");
        assertThat(cacheFolder(all, home, "Linux"))
                .isEqualTo(root.resolve("elsewhere/lanewise/mnist"));
        assertThat(cacheFolder(all, home, "Mac OS X"))
                .isEqualTo(home.resolve("Library/Caches/lanewise/mnist"));
        assertThat(cacheFolder(all, home, "Windows 11"))
                .isEqualTo(root.resolve("elsewhere-too/lanewise/mnist"));
        assertThat(cacheFolder(Map.of(), home, "Linux"))
                .isEqualTo(home.resolve(".cache/lanewise/mnist"));
        assertThat(cacheFolder(Map.of(), home, "Windows 11"))
                .isEqualTo(home.resolve("AppData/Local/lanewise/mnist"));
        // The XDG specification has relative paths ignored.
        assertThat(cacheFolder(Map.of("XDG_CACHE_HOME", "relative"), home, "Linux"))
                .isEqualTo(home.resolve(".cache/lanewise/mnist"));
    }

    private static Path cacheFolder(Map<String, String> environment, Path home, String system) {
        return DataSource.cacheFolder(new Surroundings(environment, home, system));
    }
}
