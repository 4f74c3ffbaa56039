package io.github.lanewise.engine.layer.conv;

import java.nio.file.Path;

/**
 * How the fastest of several algorithms is found.
 *
 * @see Conv2d#tuning
 */
public interface Tuning {
    /** By a model of the processor, in no time. */
    Tuning MODEL = ConvPlanner::modelled;

    /**
     * By measuring all algorithms on this machine, some seconds for each convolution that is met
     * for the first time. What was found is kept in a file, by processor, lane count, version and
     * geometry, and is used again without measuring.
     *
     * <p>Other programs that measure with the same file at the same time may lose each other's
     * results, which are then measured again.
     *
     * @param file need not exist; its folder does
     */
    static Tuning measured(Path file) {
        return new MeasuredTuning(file, ConvMeasurement.standard());
    }

    /**
     * Chooses the algorithms of a convolution that minimal filtering can do.
     *
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     * @throws IllegalArgumentException if a file is not one of a tuning
     */
    ConvChoices choose(ConvGeometry geometry);
}
