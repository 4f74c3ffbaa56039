package io.github.lanewise.models.family;

import java.util.OptionalInt;

/**
 * How a file expresses a network.
 *
 * @param exporter whose nodes it has
 * @param opset version of the operators, from 7 to 23
 * @param images N, if it is fixed; else a run decides it
 */
public record OnnxStyle(Exporter exporter, int opset, OptionalInt images) {
    private static final int OLDEST = 7;
    private static final int NEWEST = 23;

    /** Before that version of the format, a constant is an input that has a default. */
    static final int CONSTANTS_ARE_NO_INPUTS = 4;

    /**
     * @throws IllegalArgumentException if the opset is out of range, or there are no images
     */
    public OnnxStyle {
        if (opset < OLDEST || opset > NEWEST) {
            throw new IllegalArgumentException(
                    "The opset has to be from %d to %d, not %d.".formatted(OLDEST, NEWEST, opset));
        }
        if (images.isPresent() && images.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "There has to be an image, not %d.".formatted(images.getAsInt()));
        }
    }

    /** Returns whether operators are at least of that version. */
    boolean since(int version) {
        return opset >= version;
    }

    /** Returns whether the nodes are those of that program. */
    boolean by(Exporter other) {
        return exporter == other;
    }

    /**
     * Returns the version of the format that came with the opset (table in ONNX's Versioning.md).
     */
    int irVersion() {
        return switch (opset) {
            case 7, 8 -> 3;
            case 9 -> 4;
            case 10 -> 5;
            case 11 -> 6;
            case 12, 13, 14 -> 7;
            case 15, 16, 17, 18 -> 8;
            case 19, 20 -> 9;
            case 21, 22 -> 10;
            default -> 11;
        };
    }
}
