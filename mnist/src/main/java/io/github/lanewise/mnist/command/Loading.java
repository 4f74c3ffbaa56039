package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.data.ImageForm;
import io.github.lanewise.mnist.data.Interpretation;
import io.github.lanewise.models.Model;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Images that are being read or drawn by another thread.
 *
 * @param source where they come from
 * @param wanted how the files are read
 * @param task reads or draws them
 */
record Loading(DataSource source, Interpretation wanted, FutureTask<DataSet> task) {
    /** Begins in another thread. */
    static Loading begin(DataSource source, Interpretation wanted, int threads) {
        Loading loading = later(source, wanted, threads);
        Thread.ofPlatform().name("lanewise-load").daemon().start(loading.task);
        return loading;
    }

    /** Returns images that are read or drawn by the thread that runs the task. */
    static Loading later(DataSource source, Interpretation wanted, int threads) {
        return new Loading(source, wanted, new FutureTask<>(() -> source.load(threads, wanted)));
    }

    /** Returns how files are read for a network. */
    static Interpretation interpretation(Network network) {
        return Interpretation.of(form(network));
    }

    private static ImageForm form(Network network) {
        Shape input = network.input();
        return new ImageForm(
                input.channels(), input.height(), input.width(), network.output().elements());
    }

    /**
     * Builds a network for these images; the caller closes it. Where their files tell at once what
     * they are like, the images need not be there yet.
     *
     * @param seed fixes the initial weights
     * @throws DataException if a file is faulty
     * @throws CommandException if the network cannot read such images
     */
    Network build(Model model, long seed) throws DataException {
        Optional<ImageForm> early = source.form(wanted);
        ImageForm form = early.isPresent() ? early.get() : await().training().form();
        try {
            return model.build(
                    Shape.of(form.channels(), form.height(), form.width()), form.classes(), seed);
        } catch (ShapeException unfit) {
            throw new CommandException(ExitStatus.DATA, String.valueOf(unfit.getMessage()));
        }
    }

    /**
     * Waits for the images.
     *
     * @param network that reads them
     * @throws DataException if a file is faulty
     * @throws CommandException if the images are not for the network
     */
    DataSet await(Network network) throws DataException {
        DataSet data = await();
        ImageForm images = data.training().form();
        ImageForm read = form(network);
        if (!images.hasShapeOf(read)) {
            throw new CommandException(
                    ExitStatus.DATA,
                    "The images are %s, but the network reads %s; name other data or another model."
                            .formatted(images.shape(), read.shape()));
        }
        if (images.classes() > read.classes()) {
            throw new CommandException(
                    ExitStatus.DATA,
                    "The images are of %d classes, but the network knows %d; name other data or another model."
                            .formatted(images.classes(), read.classes()));
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
