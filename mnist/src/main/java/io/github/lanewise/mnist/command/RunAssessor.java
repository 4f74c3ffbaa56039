package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.data.DataSource.Kind;
import io.github.lanewise.mnist.page.Assessment;
import io.github.lanewise.mnist.page.Examination;
import io.github.lanewise.mnist.page.RunRecord;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Summary;
import io.github.lanewise.models.WeightsException;
import io.github.lanewise.models.safetensors.SafetensorsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tests the weights of a run.
 *
 * @param run what it left
 * @param data images for a network to test it on, if they are not to be those that the run tells
 * @param threads that compute
 */
record RunAssessor(RunRecord run, Optional<Function<Network, Loading>> data, int threads) {
    private static final String HINT = " Name the folder of the data with --data.";

    /** The weights of a run, the better first. */
    private static final List<String> WEIGHTS = List.of("best.safetensors", "weights.safetensors");

    /**
     * Returns what the weights tell, or why they tell nothing.
     *
     * @throws DataException if the images that were named are faulty
     */
    Assessment assess() throws DataException {
        Optional<Path> weights =
                WEIGHTS.stream().map(run.folder()::resolve).filter(Files::exists).findFirst();
        if (weights.isEmpty()) {
            return missing(
                    "there is neither %s nor %s in %s."
                            .formatted(WEIGHTS.getFirst(), WEIGHTS.getLast(), run.folder()));
        }
        try (TrainedNetwork trained = TrainedNetwork.open(weights.get(), Optional.empty())) {
            return assess(trained, weights.get());
        } catch (SafetensorsException | WeightsException e) {
            return missing(ending(e));
        } catch (CommandException e) {
            if (e.status() != ExitStatus.WEIGHTS) {
                throw e;
            }
            return missing(ending(e));
        }
    }

    private Assessment assess(TrainedNetwork trained, Path weights) throws DataException {
        Summary summary = Summary.of(trained.network());
        Optional<Loading> source =
                data.isPresent()
                        ? data.map(images -> images.apply(trained.network()))
                        : source().map(found -> loading(found, trained.network()));
        if (source.isEmpty()) {
            return Assessment.missing(
                    "the run does not tell its data; name the folder with --data.",
                    Optional.of(summary));
        }
        DataSet set;
        try {
            // Does nothing where the images are there already.
            source.get().task().run();
            set = trained.await(source.get());
        } catch (DataException | CommandException e) {
            if (data.isPresent()) {
                throw e;
            }
            return Assessment.missing(ending(e) + HINT, Optional.of(summary));
        }
        Normalization normalization =
                trained.metadata().normalization().orElse(Normalization.FRACTIONS);
        Examination examination = Examination.of(trained.network(), normalization, set, threads);
        return new Assessment(remark(weights, set), Optional.of(summary), Optional.of(examination));
    }

    private Loading loading(DataSource source, Network network) {
        return Loading.later(source, Loading.interpretation(network), threads);
    }

    /** The data that the run was started with, where it tells that. */
    private Optional<DataSource> source() {
        String drawn = Kind.DRAWN.name().toLowerCase(Locale.ROOT);
        if (run.value("data_source").equals(Optional.of(drawn))) {
            return Optional.of(new DataSource(Kind.DRAWN, Optional.empty(), "Drawn digits."));
        }
        try {
            return run.value("data_folder")
                    .map(Path::of)
                    .map(folder ->
                            new DataSource(Kind.OPTION, Optional.of(folder), "Data of the run."));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String remark(Path weights, DataSet set) {
        String tested =
                "%s on the %s test images of %s."
                        .formatted(
                                weights.getFileName(),
                                Numbers.count(set.test().count()),
                                set.description());
        return run.value("data_digest").filter(digest -> !digest.equals(set.digest())).isPresent()
                ? tested + " These are not the images of the run: their digest is another."
                : tested;
    }

    private static Assessment missing(String why) {
        return Assessment.missing(why, Optional.empty());
    }

    private static String ending(Exception failure) {
        String sentence = String.valueOf(failure.getMessage());
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
