package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.onnx.file.OnnxDimension;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which extents an input may have.
 *
 * @param info what the file declares
 */
record Signature(OnnxValueInfo info) {
    String name() {
        return info.name();
    }

    /** Returns whether axis 0 is open and all others are fixed. */
    boolean isOpenInBatchOnly() {
        return info.dimensions().isPresent()
                && !dimensions().isEmpty()
                && dimensions().getFirst().extent().isEmpty()
                && dimensions().stream().skip(1).allMatch(d -> d.extent().isPresent());
    }

    /** Returns whether no extent is open. */
    boolean isFixed() {
        return info.dimensions().isPresent()
                && dimensions().stream().allMatch(d -> d.extent().isPresent());
    }

    /** Returns how the file calls the number of images; may be empty. */
    String batchSymbol() {
        return dimensions().getFirst().symbol();
    }

    private List<OnnxDimension> dimensions() {
        return info.dimensions().orElse(List.of());
    }

    /** Returns the extents for a number of images, if nothing else is open. */
    Optional<Extents> withBatch(int images) {
        if (info.dimensions().isEmpty()) {
            return Optional.empty();
        }
        if (!isFixed() && !isOpenInBatchOnly()) {
            return Optional.empty();
        }
        List<Long> axes = dimensions().stream().map(d -> d.extent().orElse(images)).toList();
        if (axes.stream().anyMatch(extent -> extent > Integer.MAX_VALUE)) {
            throw new ShapeException("The input " + info + " has more than 2^31 - 1 elements.");
        }
        return Optional.of(Extents.of(axes.stream().mapToInt(Long::intValue).toArray()));
    }

    /**
     * Makes sure that an input may have these extents.
     *
     * @throws ShapeException if it may not
     */
    void check(Extents extents) {
        if (info.dimensions().isEmpty()) {
            return;
        }
        boolean fits = extents.rank() == dimensions().size();
        for (int axis = 0; axis < extents.rank() && fits; axis++) {
            fits = dimensions().get(axis).extent().orElse(extents.get(axis)) == extents.get(axis);
        }
        if (!fits) {
            throw new ShapeException(
                    "The model declares the input "
                            + info
                            + ", which cannot be a value of "
                            + extents
                            + ".");
        }
    }

    /** Returns the extents of all inputs, if nothing but the number of images is open. */
    static Optional<List<Extents>> withBatch(List<Signature> signatures, int images) {
        boolean open = signatures.stream().allMatch(Signature::isOpenInBatchOnly);
        if (!open && !signatures.stream().allMatch(Signature::isFixed)) {
            return Optional.empty();
        }
        List<Extents> all = new ArrayList<>();
        for (Signature signature : signatures) {
            Optional<Extents> extents = signature.withBatch(images);
            if (extents.isEmpty()) {
                return Optional.empty();
            }
            all.add(extents.get());
        }
        return Optional.of(List.copyOf(all));
    }

    /** Returns extents by the names of the inputs. */
    static Map<String, Extents> named(List<Signature> signatures, List<Extents> extents) {
        Map<String, Extents> named = new HashMap<>();
        for (int i = 0; i < extents.size(); i++) {
            named.put(signatures.get(i).name(), extents.get(i));
        }
        return named;
    }
}
