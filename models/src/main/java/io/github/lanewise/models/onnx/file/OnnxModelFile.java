package io.github.lanewise.models.onnx.file;

import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An open ONNX file. Opening it reads all but the elements of its tensors, which stay in the mapped
 * file until they are used. Immutable and usable by any thread until it is closed.
 */
public final class OnnxModelFile implements AutoCloseable {
    private static final String MAIN_DOMAIN = "ai.onnx";

    private final Path path;
    private final Arena arena = Arena.ofShared();
    private final OnnxReader.Model model;

    private OnnxModelFile(Path path) {
        this.path = path;
        boolean done = false;
        try {
            model = OnnxReader.read(map(path, arena), new ExternalData(path, arena));
            done = true;
        } finally {
            if (!done) {
                arena.close();
            }
        }
    }

    /**
     * Opens a file.
     *
     * @throws ModelFormatException if the file cannot be read or is no valid ONNX file
     */
    public static OnnxModelFile open(Path path) {
        return new OnnxModelFile(path);
    }

    /** Returns the path as given to {@link #open}. */
    public Path path() {
        return path;
    }

    /** Returns the version of the format. */
    public long irVersion() {
        return model.irVersion();
    }

    /** Returns the tool that wrote the file; empty if it does not say. */
    public String producer() {
        return model.producer();
    }

    /** Returns the version of ONNX's own operators that the model uses, if it uses any. */
    public OptionalLong operatorSet() {
        Map<String, Long> versions = model.operatorSets();
        Long version = versions.containsKey("") ? versions.get("") : versions.get(MAIN_DOMAIN);
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Returns the free texts of {@code metadata_props}, in the order of the file; unmodifiable. */
    public Map<String, String> metadata() {
        return model.metadata();
    }

    /** Returns the graph. */
    public OnnxGraph graph() {
        return model.graph();
    }

    /** Returns an exception about this file. */
    public ModelFormatException fault(String fault) {
        return new ModelFormatException(path, fault);
    }

    /** Unmaps the file; data of its tensors cannot be used any more. */
    @Override
    public void close() {
        arena.close();
    }

    private static MemorySegment map(Path path, Arena arena) {
        try {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            if (!Files.isRegularFile(path)) {
                throw new ModelFormatException(
                        path, "cannot read the file: this is a folder or a device");
            }
            long size = Files.size(path);
            if (size == 0) {
                throw new ModelFormatException(path, "the file is empty");
            }
            if (size > Integer.MAX_VALUE) {
                throw new ModelFormatException(
                        path,
                        "an ONNX file has at most 2^31 - 1 bytes and this one has "
                                + size
                                + "; save the model with external data");
            }
            return ExternalData.map(path, arena);
        } catch (IOException failure) {
            throw new ModelFormatException(
                    path, "cannot read the file: " + FileFault.reason(failure), failure);
        }
    }
}
