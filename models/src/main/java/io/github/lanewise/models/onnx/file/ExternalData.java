package io.github.lanewise.models.onnx.file;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Data of tensors in files beside the model. Only files inside the model's folder are opened: no
 * absolute paths, no way upwards, no symbolic link that leads out of it.
 */
final class ExternalData {
    private final Path modelFile;
    private final Arena arena;
    private final Map<Path, MemorySegment> mapped = new HashMap<>();

    ExternalData(Path modelFile, Arena arena) {
        this.modelFile = modelFile;
        this.arena = arena;
    }

    /** The entries of a tensor's external_data, which are texts. */
    static final class Location {
        private final Map<String, String> entries = new HashMap<>();

        /** Reads one entry, a StringStringEntryProto. */
        void read(WireReader wire) throws IOException {
            String key = "";
            String value = "";
            while (wire.next()) {
                switch (wire.field()) {
                    case 1 -> key = wire.text();
                    case 2 -> value = wire.text();
                    default -> wire.skip();
                }
            }
            entries.put(key, value);
        }

        private String path(WireReader wire) {
            String path = entries.getOrDefault("location", "");
            if (path.isEmpty()) {
                throw wire.fault("its external data have no location");
            }
            return path;
        }

        private long number(WireReader wire, String key, long otherwise) {
            String text = entries.getOrDefault(key, "");
            if (text.isEmpty()) {
                return otherwise;
            }
            try {
                long value = Long.parseLong(text.strip());
                if (value >= 0) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                throw wire.fault(
                        "the " + key + " of its external data is " + quote(text), notANumber);
            }
            throw wire.fault("the " + key + " of its external data is " + quote(text));
        }
    }

    Path modelFile() {
        return modelFile;
    }

    /**
     * Maps the bytes at a location.
     *
     * @throws ModelFormatException if the location is outside the folder or the file
     */
    MemorySegment find(WireReader wire, Location location) {
        String path = location.path(wire);
        MemorySegment all = map(wire, path);
        long offset = location.number(wire, "offset", 0);
        if (offset > all.byteSize()) {
            throw beyond(wire, path, all);
        }
        long length = location.number(wire, "length", all.byteSize() - offset);
        if (length > all.byteSize() - offset) {
            throw beyond(wire, path, all);
        }
        return all.asSlice(offset, length);
    }

    /** Maps a whole file, read-only, until the arena is closed. */
    static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private MemorySegment map(WireReader wire, String location) {
        try {
            Path file = resolve(wire, location);
            MemorySegment known = mapped.get(file);
            if (known == null) {
                known = map(file, arena);
                mapped.put(file, known);
            }
            return known;
        } catch (IOException failure) {
            throw wire.fault(
                    "its external data are in "
                            + quote(location)
                            + ", which cannot be read: "
                            + FileFault.reason(failure),
                    failure);
        } catch (InvalidPathException noPath) {
            throw wire.fault("its external data are in " + quote(location) + ", no path", noPath);
        }
    }

    private Path resolve(WireReader wire, String location) throws IOException {
        Path relative = Path.of(location);
        boolean upwards = false;
        for (Path part : relative) {
            upwards |= "..".equals(part.toString());
        }
        if (relative.isAbsolute() || upwards || location.startsWith("/")) {
            throw outside(wire, location);
        }
        Path folder = modelFile.toAbsolutePath().resolveSibling("").toRealPath();
        Path file = folder.resolve(relative).toRealPath();
        if (!file.startsWith(folder)) {
            throw outside(wire, location);
        }
        if (!Files.isRegularFile(file)) {
            throw wire.fault("its external data are in " + quote(location) + ", no regular file");
        }
        return file;
    }

    private static ModelFormatException outside(WireReader wire, String location) {
        return wire.fault(
                "its external data are in "
                        + quote(location)
                        + ", but only files in the folder of the model may be read");
    }

    private static ModelFormatException beyond(WireReader wire, String path, MemorySegment all) {
        return wire.fault(
                "its external data are beyond the end of "
                        + quote(path)
                        + ", which has "
                        + all.byteSize()
                        + " bytes");
    }
}
