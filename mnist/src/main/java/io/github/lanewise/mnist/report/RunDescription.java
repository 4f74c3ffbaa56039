package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.data.Digests;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.platform.Machine;
import io.github.lanewise.mnist.training.ModelSelection;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.mnist.training.OptimizerOptions;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.mnist.training.StopOptions;
import io.github.lanewise.mnist.training.TrainingOptions;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * Everything that one would need to repeat a run.
 *
 * @param options what decides the computation
 * @param source where the images come from
 * @param data the images
 * @param lanes floats per vector
 * @param build the program
 */
public record RunDescription(
        TrainingOptions options, DataSource source, DataSet data, int lanes, BuildInfo build) {

    /**
     * Returns a digest of all that decides the weights: options, data and lanes, but not the
     * threads, nor the time after which the run ends.
     *
     * @return SHA-256 in hexadecimal
     */
    public String digest() {
        ModelSelection selection = options.selection();
        return Digests.hex(
                "%s|%d|%d|%d|%s|%s|%s|%b|%d|%s|%s|%d"
                        .formatted(
                                options.model().name(),
                                options.epochs(),
                                options.batch(),
                                options.seed(),
                                options.update(),
                                options.augmentation(),
                                selection.heldOut(),
                                selection.restoreBest(),
                                selection.stop().patience(),
                                selection.stop().accuracy(),
                                data.digest(),
                                lanes));
    }

    /** Returns how many images are held out for validation. */
    public int heldOut() {
        return options.selection().heldOut().of(data.training().count());
    }

    /** Returns how many images are learned from. */
    public int trainingImages() {
        return data.training().count() - heldOut();
    }

    /** Writes the members of a JSON object. */
    public void writeTo(JsonGenerator json) {
        json.writeStringProperty("version", build.version());
        json.writeStringProperty("commit", build.commit());
        json.writeStringProperty("model", options.model().name());
        json.writeNumberProperty("seed", options.seed());
        json.writeNumberProperty("epochs", options.epochs());
        json.writeNumberProperty("batch", options.batch());
        writeUpdate(json);
        writeAugmentation(json);
        writeSelection(json);
        writeData(json);
        json.writeStringProperty("jvm", Machine.jvm());
        json.writeStringProperty("cpu", Machine.cpu());
        json.writeNumberProperty("lanes", lanes);
        json.writeNumberProperty("threads", options.threads());
    }

    private void writeUpdate(JsonGenerator json) {
        OptimizerOptions optimizer = options.update().optimizer();
        json.writeStringProperty("optimizer", optimizer.name());
        if (optimizer instanceof SgdOptions sgd) {
            json.writeNumberProperty("momentum", sgd.momentum());
            json.writeBooleanProperty("nesterov", sgd.nesterov());
        }
        json.writeNumberProperty("weight_decay", optimizer.weightDecay());
        json.writeNumberProperty("learning_rate", options.update().learningRate());
        json.writeStringProperty("schedule", options.update().schedule().commandName());
        options.update().clipNorm().ifPresent(norm -> json.writeNumberProperty("clip_norm", norm));
        json.writeNumberProperty("label_smoothing", options.update().labelSmoothing());
        json.writeNumberProperty("average", options.update().averageDecay());
    }

    private void writeAugmentation(JsonGenerator json) {
        Augmentation augmentation = options.augmentation();
        json.writeNumberProperty("shift", augmentation.shift());
        json.writeNumberProperty("rotate", augmentation.rotation());
        json.writeNumberProperty("scale", augmentation.scale());
        json.writeNumberProperty("shear", augmentation.shear());
        json.writeNumberProperty("elastic", augmentation.elastic().alpha());
        json.writeNumberProperty("elastic_sigma", augmentation.elastic().sigma());
    }

    private void writeSelection(JsonGenerator json) {
        ModelSelection selection = options.selection();
        StopOptions stop = selection.stop();
        json.writeBooleanProperty("best", selection.restoreBest());
        json.writeNumberProperty("patience", stop.patience());
        json.writeNumberProperty("until_accuracy", stop.accuracy());
        json.writeNumberProperty("time_limit", stop.timeLimit().toMillis() / 1e3);
    }

    private void writeData(JsonGenerator json) {
        json.writeStringProperty("data", data.description());
        json.writeStringProperty("data_source", source.kind().name().toLowerCase(Locale.ROOT));
        source.folder()
                .ifPresent(folder ->
                        json.writeStringProperty(
                                "data_folder", folder.toAbsolutePath().toString()));
        json.writeStringProperty("data_digest", data.digest());
        json.writeStringProperty("run_digest", digest());
        json.writeNumberProperty("training_images", trainingImages());
        if (heldOut() > 0) {
            json.writeNumberProperty("validation_images", heldOut());
        }
        json.writeNumberProperty("test_images", data.test().count());
        Normalization normalization = Normalization.of(options.model(), data);
        json.writeNumberProperty("pixel_scale", normalization.scale());
        json.writeNumberProperty("pixel_shift", normalization.shift());
    }
}
