package io.github.lanewise.models.onnx.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An input or output of a graph as the file declares it.
 *
 * @param name of the value
 * @param type of its elements, if it is declared and a tensor
 * @param dimensions if its rank is declared
 */
public record OnnxValueInfo(
        String name, Optional<ElementType> type, Optional<List<OnnxDimension>> dimensions) {
    /** Copies the dimensions. */
    public OnnxValueInfo {
        dimensions = dimensions.map(List::copyOf);
    }

    /** Returns the name and the dimensions as in {@code image batch×3×224×224}. */
    @Override
    public String toString() {
        return name
                + dimensions
                        .map(list ->
                                list.stream()
                                        .map(OnnxDimension::toString)
                                        .collect(Collectors.joining("×", " ", "")))
                        .orElse("");
    }
}
