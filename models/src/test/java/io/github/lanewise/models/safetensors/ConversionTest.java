package io.github.lanewise.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elements of other types as floats. */
class ConversionTest {
    /** Every 16-bit pattern, three times over: more than one chunk. */
    private static final int PATTERNS = 3 << 16;

    @TempDir private Path folder;

    @Test
    void halvesAreConvertedExactly() {
        float[] values = read("F16", PATTERNS, patterns());
        for (int i = 0; i < PATTERNS; i++) {
            assertSameBits(values[i], Float.float16ToFloat((short) i), i);
        }
    }

    /** A bfloat16 is a float without its lower 16 bits. */
    @Test
    void brainHalvesAreConvertedExactly() {
        float[] values = read("BF16", PATTERNS, patterns());
        for (int i = 0; i < PATTERNS; i++) {
            assertThat(Float.floatToRawIntBits(values[i])).isEqualTo((i & 0xffff) << 16);
        }
        assertThat(values[0x3f80]).isEqualTo(1f);
        assertThat(values[0xc040]).isEqualTo(-3f);
    }

    @Test
    void doublesAreRoundedToNearestFloat() {
        double[] special = {
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            1e300,
            -1e300,
            1e-300,
            1 + Math.ulp(1f) / 2.0,
            1 + 3 * Math.ulp(1f) / 2.0
        };
        int count = 50_000;
        double[] doubles = new Random(1).doubles(count, -1e6, 1e6).toArray();
        System.arraycopy(special, 0, doubles, 0, special.length);
        byte[] data = new byte[count * Double.BYTES];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(doubles);
        float[] values = read("F64", count, data);
        for (int i = 0; i < count; i++) {
            assertSameBits(values[i], (float) doubles[i], i);
        }
        assertThat(values[3]).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(values[6]).isEqualTo(1f);
    }

    private float[] read(String dtype, int count, byte[] data) {
        String header =
                "{\"x\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                        .formatted(dtype, count, data.length);
        Path file = TestFiles.write(folder, TestFiles.bytes(header, data));
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            return tensors.floats("x");
        }
    }

    private static byte[] patterns() {
        byte[] data = new byte[PATTERNS * Short.BYTES];
        ByteBuffer shorts = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < PATTERNS; i++) {
            shorts.putShort((short) i);
        }
        return data;
    }

    private static void assertSameBits(float actual, float expected, int index) {
        assertThat(Float.floatToIntBits(actual))
                .as("element %d: %s for %s", index, actual, expected)
                .isEqualTo(Float.floatToIntBits(expected));
    }
}
