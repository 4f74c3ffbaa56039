package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    @Test
    void givesThePublishedNumbers() {
        SplitMix64 random = new SplitMix64(1234567);
        assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
        assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
        assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
        assertThat(random.nextLong()).isEqualTo(4593380528125082431L);
        assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong("16408922859458223821"));
    }

    @Test
    void keysGiveDifferentStreams() {
        Set<Long> firsts = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (int stream = 0; stream < 4; stream++) {
                for (int index = 0; index < 100; index++) {
                    firsts.add(SplitMix64.keyed(seed, stream, index).nextLong());
                }
            }
        }
        assertThat(firsts).hasSize(4000);
    }

    @Test
    void bellAddsUpSixNumbers() {
        SplitMix64 bits = new SplitMix64(3);
        SplitMix64 random = new SplitMix64(3);
        for (int i = 0; i < 1000; i++) {
            long word = bits.nextLong();
            long sum = 0;
            for (int field = 0; field < 6; field++) {
                sum += (word >>> (10 * field)) & 1023;
            }
            assertThat(random.bell()).isEqualTo((sum - 3069) / 1024.0 * StrictMath.sqrt(2));
        }
    }

    @Test
    void bellHasMeanZeroAndDeviationOne() {
        SplitMix64 random = new SplitMix64(1);
        int count = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double value = random.bell();
            assertThat(Math.abs(value)).isLessThan(4.3);
            sum += value;
            squares += value * value;
        }
        // Standard errors: 1/√n of the mean, below √(2/n) of the variance; five of them.
        assertThat(sum / count).isCloseTo(0, within(5 / Math.sqrt(count)));
        assertThat(squares / count).isCloseTo(1, within(5 * Math.sqrt(2.0 / count)));
    }

    @Test
    void belowReachesEveryNumber() {
        SplitMix64 random = new SplitMix64(2);
        int[] counts = new int[7];
        for (int i = 0; i < 7000; i++) {
            counts[random.below(7)]++;
        }
        for (int count : counts) {
            // Binomial with mean 1000 and deviation 29.3; five deviations.
            assertThat(count).isBetween(850, 1150);
        }
    }
}
