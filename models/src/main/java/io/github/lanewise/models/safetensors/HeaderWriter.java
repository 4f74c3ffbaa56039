package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.file.Wording;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Lays out the header for tensors that follow each other in the data in the order given. */
final class HeaderWriter {
    /**
     * The data begins at a multiple of a cache line, so that it can be mapped and read in place.
     */
    private static final int ALIGNMENT = 64;

    private static final JsonFactory JSON = new JsonFactory();

    private HeaderWriter() {}

    /**
     * Returns the start of the file: the header's length, its JSON and spaces up to the alignment.
     * Metadata is sorted by key, since the order of many maps differs from run to run.
     *
     * @throws IllegalArgumentException if two tensors share a name, metadata is not valid Unicode,
     *     or the header exceeds the limit of the format
     */
    static byte[] startOfFile(Map<String, String> metadata, List<NamedTensor> tensors) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            writeMetadata(json, metadata);
            writeTensors(json, tensors);
            json.writeEndObject();
        }
        byte[] header = text.toString().getBytes(StandardCharsets.UTF_8);
        long unpadded = Header.LENGTH_BYTES + (long) header.length;
        long padded = Math.ceilDiv(unpadded, ALIGNMENT) * ALIGNMENT;
        if (padded - Header.LENGTH_BYTES > Header.LONGEST) {
            throw new IllegalArgumentException(
                    "The names and metadata take a header of "
                            + header.length
                            + " bytes, and the format allows "
                            + Header.LONGEST
                            + ".");
        }
        byte[] start = new byte[(int) padded];
        ByteBuffer.wrap(start)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded - Header.LENGTH_BYTES)
                .put(header);
        Arrays.fill(start, (int) unpadded, start.length, (byte) ' ');
        return start;
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart(Header.METADATA_KEY);
        new TreeMap<>(metadata)
                .forEach((key, value) -> {
                    if (!Wording.isUnicode(key) || !Wording.isUnicode(value)) {
                        throw new IllegalArgumentException(
                                "The metadata under %s is not valid Unicode."
                                        .formatted(quote(key)));
                    }
                    json.writeStringProperty(key, value);
                });
        json.writeEndObject();
    }

    private static void writeTensors(JsonGenerator json, List<NamedTensor> tensors) {
        Set<String> names = new HashSet<>();
        long begin = 0;
        for (NamedTensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException(
                        "Two tensors are named " + quote(tensor.name()) + "; names must differ.");
            }
            int[] shape = tensor.shape();
            long end = Math.addExact(begin, tensor.data().byteSize());
            json.writeObjectPropertyStart(tensor.name());
            json.writeStringProperty("dtype", DType.F32.name());
            json.writeName("shape");
            json.writeArray(shape, 0, shape.length);
            json.writeName("data_offsets");
            json.writeArray(new long[] {begin, end}, 0, 2);
            json.writeEndObject();
            begin = end;
        }
    }
}
