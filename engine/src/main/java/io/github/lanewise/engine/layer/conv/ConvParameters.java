package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * What a convolution learns.
 *
 * @param weight K·C·R·S
 * @param bias K, where there is one
 * @param flipped whether the filters are flipped in both axes before they are applied
 */
record ConvParameters(Parameter weight, Optional<Parameter> bias, boolean flipped) {

    static ConvParameters of(List<Parameter> parameters, boolean flipped) {
        Optional<Parameter> bias = parameters.stream().skip(1).findFirst();
        return new ConvParameters(parameters.getFirst(), bias, flipped);
    }
}
