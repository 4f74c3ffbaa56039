package io.github.lanewise.models.onnx.file;

import java.util.OptionalLong;

/**
 * A dimension of an input or output as the file declares it.
 *
 * @param extent if it is fixed
 * @param symbol its name if it is not fixed, such as {@code batch}; may be empty
 */
public record OnnxDimension(OptionalLong extent, String symbol) {
    /** Returns the extent, the symbol, or a question mark. */
    @Override
    public String toString() {
        if (extent.isPresent()) {
            return String.valueOf(extent.getAsLong());
        }
        return symbol.isEmpty() ? "?" : symbol;
    }
}
