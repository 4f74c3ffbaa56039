package io.github.lanewise.mnist.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads records in another way than they are written: sums bit by bit, the mask taken off. */
final class RecordReader {
    /** The polynomial of CRC-32C, its bits in reverse. */
    private static final int CASTAGNOLI = 0x82f63b78;

    private RecordReader() {}

    static List<byte[]> read(byte[] file) {
        ByteBuffer rest = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (rest.hasRemaining()) {
            byte[] length = new byte[8];
            rest.get(rest.position(), length);
            byte[] data = new byte[Math.toIntExact(rest.getLong())];
            assertThat(unmasked(rest.getInt())).isEqualTo(sum(length));
            rest.get(data);
            assertThat(unmasked(rest.getInt())).isEqualTo(sum(data));
            records.add(data);
        }
        return records;
    }

    static int unmasked(int masked) {
        int turned = masked - 0xa282ead8;
        return (turned >>> 17) | (turned << 15);
    }

    static int sum(byte[] data) {
        int sum = -1;
        for (byte part : data) {
            sum ^= part & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) == 1 ? (sum >>> 1) ^ CASTAGNOLI : sum >>> 1;
            }
        }
        return ~sum;
    }
}
