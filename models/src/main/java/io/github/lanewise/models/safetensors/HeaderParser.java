package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.file.Wording;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Parses the JSON of a header. Unknown keys of a tensor are skipped, as the reference reader does;
 * everything else that the format does not allow is refused. Nothing is kept between two files: no
 * symbol table that foreign names could fill, no pooled buffers.
 */
final class HeaderParser {
    /** A valid header nests three deep: the object, a tensor, its shape. */
    private static final int DEEPEST_NESTING = 16;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST_NESTING)
                                    .maxNameLength(Header.LONGEST)
                                    .maxStringLength(Header.LONGEST)
                                    .build())
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build();

    private final Path file;
    private final JsonParser json;

    private HeaderParser(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Parses the bytes of a header.
     *
     * @throws SafetensorsException if they are not the JSON of a header
     */
    static Header parse(Path file, byte[] header) {
        if (header.length == 0 || header[0] != '{') {
            throw new SafetensorsException(
                    file,
                    "this is no safetensors file, because its header does not begin with '{'");
        }
        // A decoder of its own refuses malformed UTF-8; the stream's default would replace it.
        Reader text =
                new InputStreamReader(
                        new ByteArrayInputStream(header), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new HeaderParser(file, json).header();
        } catch (JacksonException failure) {
            throw notJson(file, failure);
        }
    }

    private static SafetensorsException notJson(Path file, JacksonException failure) {
        if (failure.getCause() instanceof CharacterCodingException) {
            return new SafetensorsException(file, "the header is not UTF-8 text", failure);
        }
        return new SafetensorsException(
                file,
                "the header is not valid JSON ("
                        + Wording.detail(failure.getOriginalMessage())
                        + ")",
                failure);
    }

    private Header header() {
        json.nextToken();
        Map<String, String> metadata = new LinkedHashMap<>();
        SequencedMap<String, TensorInfo> tensors = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = key(keys, "the header");
            if (name.equals(Header.METADATA_KEY)) {
                readMetadata(metadata);
            } else {
                tensors.put(name, tensor("tensor " + quote(name)));
            }
        }
        if (json.nextToken() != null) {
            throw fault("the header goes on after its JSON object");
        }
        return new Header(metadata, tensors);
    }

    private void readMetadata(Map<String, String> metadata) {
        require(JsonToken.START_OBJECT, Header.METADATA_KEY + " is not a JSON object");
        Set<String> keys = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = key(keys, Header.METADATA_KEY);
            require(
                    JsonToken.VALUE_STRING,
                    "the value of " + quote(key) + " in __metadata__ is not a string");
            String value = json.getString();
            // The parser refuses half a surrogate pair in keys, but not in values.
            if (!Wording.isUnicode(value)) {
                throw fault("the value of " + quote(key) + " in __metadata__ is not valid Unicode");
            }
            metadata.put(key, value);
        }
    }

    private TensorInfo tensor(String tensor) {
        require(JsonToken.START_OBJECT, tensor + " is not described by a JSON object");
        Optional<DType> dtype = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        Set<String> keys = new HashSet<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (key(keys, tensor)) {
                case "dtype" -> dtype = Optional.of(dtype(tensor));
                case "shape" -> shape = Optional.of(sizes("the shape of " + tensor));
                case "data_offsets" ->
                        offsets = Optional.of(sizes("the data_offsets of " + tensor));
                default -> json.skipChildren();
            }
        }
        List<Long> range = offsets.orElseThrow(() -> fault(tensor + " has no data_offsets"));
        if (range.size() != 2) {
            throw fault("the data_offsets of " + tensor + " are not two numbers");
        }
        return new TensorInfo(
                dtype.orElseThrow(() -> fault(tensor + " has no dtype")),
                shape.orElseThrow(() -> fault(tensor + " has no shape")),
                range.getFirst(),
                range.getLast());
    }

    private DType dtype(String tensor) {
        require(JsonToken.VALUE_STRING, "the dtype of " + tensor + " is not a string");
        String name = json.getString();
        return DType.named(name)
                .orElseThrow(() -> fault(tensor + " has the unknown dtype " + quote(name)));
    }

    /** Reads an array of whole numbers, none of them negative or beyond a {@code long}. */
    private List<Long> sizes(String what) {
        require(JsonToken.START_ARRAY, what + " is not a JSON array");
        List<Long> sizes = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw fault(what + " holds something else than whole numbers");
            }
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw fault(what + " holds a number beyond the range of 64 bits");
            }
            long size = json.getLongValue();
            if (size < 0) {
                throw fault(what + " holds the negative number " + size);
            }
            sizes.add(size);
        }
        return List.copyOf(sizes);
    }

    /** Returns the key at which the parser stands, new in its object, and moves to its value. */
    private String key(Set<String> keys, String object) {
        String key = json.currentName();
        if (!keys.add(key)) {
            throw fault(object + " has the key " + quote(key) + " twice");
        }
        json.nextToken();
        return key;
    }

    private void require(JsonToken expected, String fault) {
        if (json.currentToken() != expected) {
            throw fault(fault);
        }
    }

    private SafetensorsException fault(String fault) {
        return new SafetensorsException(file, fault);
    }
}
