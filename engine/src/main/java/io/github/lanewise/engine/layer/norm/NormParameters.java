package io.github.lanewise.engine.layer.norm;

import io.github.lanewise.engine.layer.Parameter;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** What a batch normalization learns, and its running mean and variance: a float per channel. */
record NormParameters(
        BatchNorm2d layer,
        Parameter weight,
        Parameter bias,
        Parameter runningMean,
        Parameter runningVariance) {

    static NormParameters of(BatchNorm2d layer, List<Parameter> parameters) {
        return new NormParameters(
                layer, parameters.get(0), parameters.get(1), parameters.get(2), parameters.get(3));
    }

    static double get(Parameter parameter, int channel) {
        return parameter.value().getAtIndex(ValueLayout.JAVA_FLOAT, channel);
    }

    /** Returns weight / √(running variance + epsilon). */
    double scale(int channel) {
        return get(weight, channel) / Math.sqrt(get(runningVariance, channel) + layer.epsilon());
    }

    /** Returns bias − running mean · scale. */
    double shift(int channel) {
        return get(bias, channel) - get(runningMean, channel) * scale(channel);
    }

    /**
     * Moves the running mean and variance towards those of a batch.
     *
     * @param variance unbiased
     */
    void move(int channel, double mean, double variance) {
        move(runningMean, channel, mean);
        move(runningVariance, channel, variance);
    }

    private void move(Parameter parameter, int channel, double value) {
        double old = get(parameter, channel);
        float moved = (float) (old + layer.momentum() * (value - old));
        parameter.value().setAtIndex(ValueLayout.JAVA_FLOAT, channel, moved);
    }
}
