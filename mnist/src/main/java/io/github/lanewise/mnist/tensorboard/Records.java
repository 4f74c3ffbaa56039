package io.github.lanewise.mnist.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TFRecord, the framing of records in a file (TensorFlow, "TFRecord and tf.train.Example"), all
 * numbers little-endian:
 *
 * <pre>
 * uint64 length
 * uint32 masked CRC-32C of the length
 * byte   data[length]
 * uint32 masked CRC-32C of the data
 * </pre>
 */
final class Records {
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int HEADER_BYTES = Long.BYTES;

    private Records() {}

    /** Returns the record that holds the data. */
    static byte[] framed(byte[] data) {
        ByteBuffer record =
                ByteBuffer.allocate(HEADER_BYTES + Integer.BYTES + data.length + Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedSum(record.array(), HEADER_BYTES));
        record.put(data);
        record.putInt(maskedSum(data, data.length));
        return record.array();
    }

    /**
     * The CRC-32C of the first bytes, rotated right by 15 bits, plus a constant: sums of data that
     * holds sums itself are thought to be weak.
     */
    private static int maskedSum(byte[] bytes, int count) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, count);
        return masked((int) sum.getValue());
    }

    static int masked(int sum) {
        return Integer.rotateRight(sum, 15) + MASK_DELTA;
    }
}
