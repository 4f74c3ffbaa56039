package io.github.lanewise.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caches that a processor core reaches, in bytes.
 *
 * @param l1 first level, for data
 * @param l2 second level
 * @param l3 third level, shared with other cores; 0 if there is none
 */
public record CacheSizes(long l1, long l2, long l3) {
    /** What is taken where the system does not tell: 32 KiB, 1 MiB, 32 MiB. */
    public static final CacheSizes DEFAULT = new CacheSizes(32L << 10, 1L << 20, 32L << 20);

    private static final Path SYSTEM = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KMG]?)");

    /** Returns the caches of this machine as Linux tells them, or {@link #DEFAULT}. */
    public static CacheSizes ofThisMachine() {
        return read(SYSTEM);
    }

    /**
     * Reads a folder with a folder {@code index*} for each cache, which has files {@code level},
     * {@code type} and {@code size}. A first or second level that is missing takes its default
     * size; a third level that is missing beside them does not exist.
     */
    static CacheSizes read(Path folder) {
        long[] sizes = new long[4];
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(folder, "index*")) {
            for (Path cache : caches) {
                int level = Integer.parseInt(line(cache, "level"));
                if (!line(cache, "type").equals("Instruction") && level < sizes.length) {
                    sizes[level] = bytes(line(cache, "size"));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return DEFAULT;
        }
        if (sizes[1] == 0 && sizes[2] == 0) {
            return DEFAULT;
        }
        return new CacheSizes(
                sizes[1] == 0 ? DEFAULT.l1 : sizes[1],
                sizes[2] == 0 ? DEFAULT.l2 : sizes[2],
                sizes[3]);
    }

    private static String line(Path cache, String file) throws IOException {
        return Files.readString(cache.resolve(file)).strip();
    }

    private static long bytes(String size) {
        Matcher m = SIZE.matcher(size);
        if (!m.matches()) {
            throw new NumberFormatException(size);
        }
        int shift =
                switch (m.group(2)) {
                    case "K" -> 10;
                    case "M" -> 20;
                    case "G" -> 30;
                    default -> 0;
                };
        return Long.parseLong(m.group(1)) << shift;
    }
}
