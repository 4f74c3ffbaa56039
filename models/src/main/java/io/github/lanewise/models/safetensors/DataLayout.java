package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.file.Wording;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Checks that the tensors of a header cover the data of the file once, without gap or overlap. */
final class DataLayout {
    private final Path file;
    private final Header header;

    private DataLayout(Path file, Header header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Checks every tensor's range against its shape, and all ranges against the data.
     *
     * @param dataBytes the bytes in the file after the header
     * @throws SafetensorsException naming the first tensor or byte that does not fit
     */
    static void check(Path file, Header header, long dataBytes) {
        DataLayout layout = new DataLayout(file, header);
        header.tensors().forEach(layout::checkRange);
        long described = layout.checkCover();
        if (described > dataBytes) {
            throw layout.fault(
                    "the file is truncated, because its header describes "
                            + described
                            + " bytes of data and "
                            + dataBytes
                            + " follow");
        }
        if (described < dataBytes) {
            throw layout.fault(
                    "the last "
                            + (dataBytes - described)
                            + " bytes of the file belong to no tensor");
        }
    }

    private void checkRange(String name, TensorInfo tensor) {
        long bytes = requiredBytes(name, tensor);
        if (tensor.end() < tensor.begin() || tensor.bytes() != bytes) {
            throw fault(
                    described(name, tensor)
                            + " takes "
                            + bytes
                            + " bytes, but its data_offsets are ["
                            + tensor.begin()
                            + ", "
                            + tensor.end()
                            + "]");
        }
    }

    /** Returns the product of the dimensions times the size of an element, in bytes. */
    private long requiredBytes(String name, TensorInfo tensor) {
        if (tensor.shape().contains(0L)) {
            return 0;
        }
        long bits = tensor.dtype().bits();
        for (long dimension : tensor.shape()) {
            if (bits > Long.MAX_VALUE / dimension) {
                throw fault(described(name, tensor) + " has a size beyond the range of 64 bits");
            }
            bits *= dimension;
        }
        if (bits % Byte.SIZE != 0) {
            throw fault(described(name, tensor) + " does not fill whole bytes");
        }
        return bits / Byte.SIZE;
    }

    /** Returns the end of the last tensor, having found each to begin where the one before ends. */
    private long checkCover() {
        List<Map.Entry<String, TensorInfo>> inOrder =
                header.tensors().entrySet().stream()
                        .sorted(
                                Map.Entry.comparingByValue(
                                        Comparator.comparingLong(TensorInfo::begin)
                                                .thenComparingLong(TensorInfo::end)))
                        .toList();
        String before = "";
        long covered = 0;
        for (Map.Entry<String, TensorInfo> entry : inOrder) {
            String name = entry.getKey();
            long begin = entry.getValue().begin();
            if (begin > covered) {
                throw fault(
                        "the bytes from "
                                + covered
                                + " to "
                                + (begin - 1)
                                + " of the data, before tensor "
                                + quote(name)
                                + ", belong to no tensor");
            }
            if (begin < covered) {
                throw fault(
                        "the tensors "
                                + quote(before)
                                + " and "
                                + quote(name)
                                + " overlap at byte "
                                + begin
                                + " of the data");
            }
            before = name;
            covered = entry.getValue().end();
        }
        return covered;
    }

    private static String described(String name, TensorInfo tensor) {
        return "tensor "
                + quote(name)
                + " of dtype "
                + tensor.dtype()
                + " and shape "
                + Wording.shape(tensor.shape());
    }

    private SafetensorsException fault(String fault) {
        return new SafetensorsException(file, fault);
    }
}
