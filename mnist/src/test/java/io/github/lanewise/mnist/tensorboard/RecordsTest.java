package io.github.lanewise.mnist.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordsTest {
    /** The CRC-32C sums of RFC 3720, B.4, which lists their bytes the lowest first. */
    @Test
    void sumsAreThoseOfTheStandard() {
        byte[] ascending = new byte[32];
        byte[] ones = new byte[32];
        for (int i = 0; i < 32; i++) {
            ascending[i] = (byte) i;
        }
        Arrays.fill(ones, (byte) 0xff);
        assertThat(sumOf(new byte[32])).isEqualTo(0x8a9136aa);
        assertThat(sumOf(ones)).isEqualTo(0x62a8ab43);
        assertThat(sumOf(ascending)).isEqualTo(0x46dd794e);
        assertThat(sumOf("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xe3069283);
    }

    /** The lower 15 bits go to the top: 0x8a9136aa becomes 0x6d551522, plus 0xa282ead8. */
    @Test
    void theMaskTurnsAndAdds() {
        assertThat(Records.masked(0x8a9136aa)).isEqualTo(0x6d551522 + 0xa282ead8);
        assertThat(Records.masked(0)).isEqualTo(0xa282ead8);
    }

    @Test
    void aRecordIsLengthSumDataSum() {
        byte[] data = {1, 2, 3};
        ByteBuffer record = ByteBuffer.wrap(Records.framed(data)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(record.remaining()).isEqualTo(8 + 4 + 3 + 4);
        assertThat(record.getLong()).isEqualTo(3);
        assertThat(RecordReader.unmasked(record.getInt()))
                .isEqualTo(RecordReader.sum(new byte[] {3, 0, 0, 0, 0, 0, 0, 0}));
        byte[] held = new byte[3];
        record.get(held);
        assertThat(held).isEqualTo(data);
        assertThat(RecordReader.unmasked(record.getInt())).isEqualTo(RecordReader.sum(data));
    }

    /** The sum that a record of these data ends with. */
    private static int sumOf(byte[] data) {
        byte[] record = Records.framed(data);
        int masked =
                ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getInt(record.length - 4);
        return RecordReader.unmasked(masked);
    }
}
