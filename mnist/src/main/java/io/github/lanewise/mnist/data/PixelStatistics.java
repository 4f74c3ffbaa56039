package io.github.lanewise.mnist.data;

/**
 * How bright pixels are, all channels together.
 *
 * @param mean as a fraction of 255
 * @param deviation the standard deviation as a fraction of 255
 */
public record PixelStatistics(double mean, double deviation) {
    private static final double WHITE = 255;

    /** Counts the values of bytes, so that the sums are exact. */
    static PixelStatistics of(byte[] pixels) {
        long[] counts = new long[256];
        for (byte pixel : pixels) {
            counts[Byte.toUnsignedInt(pixel)]++;
        }
        long sum = 0;
        long squares = 0;
        for (int value = 0; value < counts.length; value++) {
            sum += value * counts[value];
            squares += (long) value * value * counts[value];
        }
        double mean = (double) sum / pixels.length;
        double variance = (double) squares / pixels.length - mean * mean;
        return new PixelStatistics(mean / WHITE, Math.sqrt(Math.max(0, variance)) / WHITE);
    }
}
