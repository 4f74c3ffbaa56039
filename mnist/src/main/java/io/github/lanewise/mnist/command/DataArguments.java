package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.data.LabelledImages;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Option;

/** Where the images come from. */
final class DataArguments {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with the four MNIST files, raw or .gz (default: what LANEWISE_DATA"
                            + " names, else the cache folder, else digits that Lanewise draws).")
    private Optional<Path> folder = Optional.empty();

    /** Images that are being read or drawn by another thread. */
    record Loading(DataSource source, FutureTask<DataSet> task) {
        /**
         * Waits for the images.
         *
         * @param input the shape that the network reads
         * @throws DataException if a file is faulty
         */
        DataSet await(Shape input) throws DataException {
            DataSet data = await();
            LabelledImages images = data.training();
            Shape shape = Shape.of(images.channels(), images.height(), images.width());
            if (!shape.equals(input)) {
                throw new CommandException(
                        ExitStatus.DATA,
                        "The images are %s, but the network reads %s; name other data or another model."
                                .formatted(shape, input));
            }
            return data;
        }

        private DataSet await() throws DataException {
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof DataException fault) {
                    throw fault;
                }
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException("loading the data failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the data was loaded", e);
            }
        }
    }

    /**
     * Begins to read or draw the images in another thread.
     *
     * @throws DataException if the named folder does not hold the four files
     */
    Loading load(Host host, int threads) throws DataException {
        folder.ifPresent(path -> Checks.named("--data", path));
        DataSource source = DataSource.find(folder, host.surroundings());
        FutureTask<DataSet> task = new FutureTask<>(() -> source.load(threads));
        Thread.ofPlatform().name("lanewise-load").daemon().start(task);
        return new Loading(source, task);
    }
}
