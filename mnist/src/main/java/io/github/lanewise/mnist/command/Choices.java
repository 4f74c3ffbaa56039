package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.ChannelOrder;
import io.github.lanewise.mnist.download.PublishedDataSet;
import io.github.lanewise.mnist.image.Framing;
import io.github.lanewise.mnist.settings.Preset;
import io.github.lanewise.mnist.training.Schedule;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options whose value is one of a few names. */
final class Choices {
    private Choices() {}

    /** The models by name. */
    static final class ModelName implements ITypeConverter<Model> {
        @Override
        public Model convert(String name) {
            return chosen(name, Models.named(name), Models.names());
        }
    }

    /** The models that can be trained, by name. */
    static final class TrainedModelName implements ITypeConverter<Model> {
        @Override
        public Model convert(String name) {
            Optional<Model> model = Models.named(name).filter(Models.forDigits()::contains);
            return chosen(name, model, Models.forDigits().stream().map(Model::name).toList());
        }
    }

    /** The schedules by name. */
    static final class ScheduleName implements ITypeConverter<Schedule> {
        @Override
        public Schedule convert(String name) {
            return chosen(name, Schedule.named(name), Schedule.names());
        }
    }

    /** The data sets that can be downloaded, by name. */
    static final class DataSetName implements ITypeConverter<PublishedDataSet> {
        @Override
        public PublishedDataSet convert(String name) {
            return chosen(name, PublishedDataSet.named(name), PublishedDataSet.names());
        }
    }

    /** The presets by name. */
    static final class PresetName implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String name) {
            return chosen(name, Preset.named(name), Preset.names());
        }
    }

    /** The orders of dimensions by name. */
    static final class ChannelOrderName implements ITypeConverter<ChannelOrder> {
        @Override
        public ChannelOrder convert(String name) {
            return chosen(name, ChannelOrder.named(name), ChannelOrder.names());
        }
    }

    /** The framings of images by name. */
    static final class FramingName implements ITypeConverter<Framing> {
        @Override
        public Framing convert(String name) {
            return chosen(name, Framing.named(name), Framing.names());
        }
    }

    private static <T> T chosen(String name, Optional<T> found, List<String> names) {
        return found.orElseThrow(() ->
                new TypeConversionException(
                        "'" + name + "' is not one of " + String.join(", ", names) + "."));
    }
}
