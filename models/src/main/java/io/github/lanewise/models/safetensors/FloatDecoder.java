package io.github.lanewise.models.safetensors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/** Turns little-endian elements of one type into Java floats. */
@FunctionalInterface
interface FloatDecoder {
    /**
     * Decodes the first elements of a segment.
     *
     * @param source elements as they stand in the file
     * @param count how many elements to decode
     * @param target floats in the byte order of this machine
     * @param first the index in {@code target} of the first float to write
     */
    void decode(MemorySegment source, long count, MemorySegment target, long first);

    /** Returns the decoder of an element type, or nothing if it has no conversion to float. */
    static Optional<FloatDecoder> of(DType dtype) {
        return switch (dtype) {
            case F32 -> Optional.of(LittleEndian::singles);
            case F64 -> Optional.of(LittleEndian::doubles);
            case F16 -> Optional.of(LittleEndian::halves);
            case BF16 -> Optional.of(LittleEndian::brainHalves);
            default -> Optional.empty();
        };
    }

    /** The conversions; all are exact but that of doubles, which rounds to nearest even. */
    final class LittleEndian {
        /** Single floats as they stand in a file. */
        static final ValueLayout.OfFloat SINGLE =
                JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

        private static final ValueLayout.OfShort SHORT =
                ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        private static final ValueLayout.OfDouble DOUBLE =
                ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

        private LittleEndian() {}

        private static void singles(
                MemorySegment source, long count, MemorySegment target, long first) {
            MemorySegment.copy(
                    source, SINGLE, 0, target, JAVA_FLOAT_UNALIGNED, first * Float.BYTES, count);
        }

        private static void doubles(
                MemorySegment source, long count, MemorySegment target, long first) {
            for (long i = 0; i < count; i++) {
                float value = (float) source.getAtIndex(DOUBLE, i);
                target.setAtIndex(JAVA_FLOAT_UNALIGNED, first + i, value);
            }
        }

        private static void halves(
                MemorySegment source, long count, MemorySegment target, long first) {
            for (long i = 0; i < count; i++) {
                float value = Float.float16ToFloat(source.getAtIndex(SHORT, i));
                target.setAtIndex(JAVA_FLOAT_UNALIGNED, first + i, value);
            }
        }

        private static void brainHalves(
                MemorySegment source, long count, MemorySegment target, long first) {
            for (long i = 0; i < count; i++) {
                float value = Float.intBitsToFloat(source.getAtIndex(SHORT, i) << Short.SIZE);
                target.setAtIndex(JAVA_FLOAT_UNALIGNED, first + i, value);
            }
        }
    }
}
