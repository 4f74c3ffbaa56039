package io.github.lanewise.models.safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The small files that {@link SafetensorsFuzzTest} starts from. */
final class SafetensorsSeeds {
    private static final Path FOLDER =
            Path.of(
                    "models/src/test/resources/io/github/lanewise/models/safetensors",
                    "SafetensorsFuzzTestInputs/readsOrExplains");

    private SafetensorsSeeds() {}

    /** Writes the files; the working folder is that of the whole project. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FOLDER);
        float[] two = {1, 2};
        List<NamedTensor> complete =
                List.of("weight", "bias", "running_mean", "running_var").stream()
                        .map(name -> new NamedTensor("bn." + name, new int[] {2}, two))
                        .toList();
        write("network", Map.of("model", "bn"), complete);
        write("incomplete", Map.of(), complete.subList(0, 2));
        write(
                "shapes",
                Map.of("text", "\"\\ é"),
                List.of(
                        new NamedTensor("scalar", new int[] {}, new float[] {1}),
                        new NamedTensor("matrix", new int[] {2, 3}, new float[6]),
                        new NamedTensor("none", new int[] {0, 7}, new float[0])));
        write("empty", Map.of(), List.of());
        byte[] whole = Files.readAllBytes(FOLDER.resolve("network.safetensors"));
        keep("truncated", Arrays.copyOf(whole, whole.length - 3));
        keep("cut-header", Arrays.copyOf(whole, 40));
        keep(
                "types",
                TestFiles.bytes(
                        """
                        {"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},\
                        "b":{"dtype":"BF16","shape":[1],"data_offsets":[2,4]},\
                        "c":{"dtype":"F64","shape":[1],"data_offsets":[4,12]},\
                        "d":{"dtype":"I64","shape":[],"data_offsets":[12,20]}}\
                        """,
                        new byte[20]));
        keep(
                "overlap",
                TestFiles.bytes(
                        """
                        {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},\
                        "b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}\
                        """,
                        new byte[6]));
        keep(
                "huge",
                TestFiles.bytes(
                        """
                        {"a":{"dtype":"F32","shape":[4294967296,4294967296],\
                        "data_offsets":[0,4]}}\
                        """,
                        new byte[4]));
    }

    private static void write(
            String name, Map<String, String> metadata, List<NamedTensor> tensors) {
        SafetensorsWriter.write(FOLDER.resolve(name + ".safetensors"), metadata, tensors);
    }

    private static void keep(String name, byte[] bytes) throws IOException {
        Files.write(FOLDER.resolve(name + ".safetensors"), bytes);
    }
}
