package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.data.Interpretation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the images come from. */
final class DataArguments {
    static final String DATA = "--data";

    @Option(
            names = DATA,
            paramLabel = "DIR",
            description =
                    "Folder with the four MNIST files, raw or .gz, or others like them, or with a"
                            + " folder of images for each class (default: what LANEWISE_DATA"
                            + " names, else the cache folder, else digits that Lanewise draws);"
                            + " 'drawn' for the latter anyway.")
    private Optional<Path> folder = Optional.empty();

    /**
     * Begins to read or draw the images in another thread.
     *
     * @param wanted how the files are read
     * @throws DataException if the named folder does not hold them
     */
    Loading load(Host host, int threads, Interpretation wanted) throws DataException {
        return Loading.begin(source(host), wanted, threads);
    }

    /**
     * Decides where the images come from.
     *
     * @throws DataException if the named folder does not hold them
     */
    DataSource source(Host host) throws DataException {
        folder.ifPresent(path -> Checks.named(DATA, path));
        return DataSource.find(folder, host.surroundings());
    }
}
