package io.github.lanewise.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheSizesTest {
    private static final long KIB = 1024;

    @TempDir Path folder;

    private void cache(int index, int level, String type, String size) throws IOException {
        Path cache = Files.createDirectory(folder.resolve("index" + index));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
    }

    @Test
    void readsDataAndUnifiedCaches() throws IOException {
        cache(0, 1, "Data", "48K");
        cache(1, 1, "Instruction", "64K");
        cache(2, 2, "Unified", "2M");
        cache(3, 3, "Unified", "33792K");
        Files.writeString(folder.resolve("uevent"), "");
        assertThat(CacheSizes.read(folder))
                .isEqualTo(new CacheSizes(48 * KIB, 2048 * KIB, 33792 * KIB));
    }

    @Test
    void thirdLevelMayNotExist() throws IOException {
        cache(0, 1, "Data", "128K");
        cache(1, 2, "Unified", "4096K");
        CacheSizes caches = CacheSizes.read(folder);
        assertThat(caches).isEqualTo(new CacheSizes(128 * KIB, 4096 * KIB, 0));
        assertThat(MemoryLevel.L3.existsWith(caches)).isFalse();
        assertThat(MemoryLevel.MEMORY.bytes(caches, 1)).isEqualTo(256 * KIB * KIB);
        assertThatThrownBy(() -> MemoryLevel.L3.bytes(caches, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no third-level cache");
    }

    @Test
    void whatCannotBeReadTakesTheDefaults() throws IOException {
        assertThat(CacheSizes.read(folder)).isEqualTo(CacheSizes.DEFAULT);
        assertThat(CacheSizes.read(folder.resolve("missing"))).isEqualTo(CacheSizes.DEFAULT);
        cache(0, 1, "Data", "large");
        assertThat(CacheSizes.read(folder)).isEqualTo(CacheSizes.DEFAULT);
    }

    @Test
    void workingSetsFitTheirLevelAndNotTheOneBelow() {
        CacheSizes caches = new CacheSizes(48 * KIB, 1024 * KIB, 128 * KIB * KIB);
        assertThat(MemoryLevel.L1.bytes(caches, 2)).isEqualTo(24 * KIB);
        assertThat(MemoryLevel.L2.bytes(caches, 2)).isEqualTo(512 * KIB);
        assertThat(MemoryLevel.L3.bytes(caches, 2)).isEqualTo(16 * KIB * KIB);
        assertThat(MemoryLevel.L3.bytes(caches, 64)).isEqualTo(2048 * KIB);
        assertThat(MemoryLevel.MEMORY.bytes(caches, 2)).isEqualTo(256 * KIB * KIB);
    }

    @Test
    void thisMachineHasCaches() {
        CacheSizes caches = CacheSizes.ofThisMachine();
        assertThat(caches.l1()).isBetween(4 * KIB, 1024 * KIB);
        assertThat(caches.l2()).isGreaterThan(caches.l1());
        assertThat(MemoryLevel.ofThisMachine())
                .contains(MemoryLevel.L1, MemoryLevel.L2, MemoryLevel.MEMORY);
    }
}
