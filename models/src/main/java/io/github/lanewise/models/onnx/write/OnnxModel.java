package io.github.lanewise.models.onnx.write;

import com.google.protobuf.CodedOutputStream;
import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * A model in the ONNX format, ready to be written. It is built by {@link #named}; nothing is
 * checked but the sizes of constants, so that faulty models can be written, too.
 */
public final class OnnxModel {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Message message;

    OnnxModel(Message message) {
        this.message = message;
    }

    /** Returns a builder of a model with one graph of that name. */
    public static OnnxModelBuilder named(String graph) {
        return new OnnxModelBuilder(graph);
    }

    /**
     * Returns the size of the file in bytes.
     *
     * @throws ExportException if it exceeds the 2 GB of a protobuf message
     */
    public int size() {
        if (message.size() > Integer.MAX_VALUE) {
            throw new ExportException(
                    "The model takes %d bytes, but an ONNX file has at most 2147483647."
                            .formatted(message.size()));
        }
        return (int) message.size();
    }

    /**
     * Returns the bytes of the file.
     *
     * @throws ExportException if they exceed the 2 GB of a protobuf message
     */
    public byte[] toBytes() {
        byte[] bytes = new byte[size()];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes;
    }

    /**
     * Writes the file. It appears as a whole; if that fails, an older file stays as it was.
     *
     * @param file the target, replaced if it exists
     * @throws ExportException if it cannot be written, or exceeds the 2 GB of a protobuf message
     */
    public void write(Path file) {
        size();
        try {
            AtomicFile.write(
                    file,
                    channel -> {
                        OutputStream stream = Channels.newOutputStream(channel);
                        CodedOutputStream out = CodedOutputStream.newInstance(stream, BUFFER_BYTES);
                        message.writeTo(out);
                        out.flush();
                    });
        } catch (IOException failure) {
            throw new ExportException(
                    file + ": cannot write the file: " + FileFault.reason(failure) + ".", failure);
        }
    }
}
