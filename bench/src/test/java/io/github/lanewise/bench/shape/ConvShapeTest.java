package io.github.lanewise.bench.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ConvShapeTest {
    private record Pair(int first, int second) {}

    private static Arbitrary<Pair> pairs(int least, int most) {
        Arbitrary<Integer> extents = Arbitraries.integers().between(least, most);
        return Combinators.combine(extents, extents).as(Pair::new);
    }

    /** Filters always fit: 1 + dilation · (7 - 1) is at most 19. */
    @Provide
    Arbitrary<ConvShape> shapes() {
        return Combinators.combine(
                        pairs(1, 40), // channels and filters, divided by the groups
                        pairs(19, 300),
                        pairs(1, 7),
                        pairs(1, 4),
                        pairs(0, 5),
                        pairs(1, 3), // dilation and groups
                        Arbitraries.integers().between(1, 64))
                .as((ck, input, filter, stride, pad, dg, images) ->
                        new ConvShape(
                                images,
                                ck.first() * dg.second(),
                                input.first(),
                                input.second(),
                                ck.second() * dg.second(),
                                filter.first(),
                                filter.second(),
                                stride.first(),
                                stride.second(),
                                pad.first(),
                                pad.second(),
                                dg.first(),
                                dg.second()));
    }

    @Property
    void nameSaysEverything(@ForAll("shapes") ConvShape shape) {
        assertThat(ConvShape.named(shape.toString())).isEqualTo(shape);
    }

    @Example
    void whatIsUsualMayBeLeftOut() {
        ConvShape shape = ConvShape.named("3x64_7x7_224x160_s2_p3");
        assertThat(shape)
                .isEqualTo(new ConvShape(16, 3, 224, 160, 64, 7, 7, 2, 2, 3, 3, 1, 1))
                .hasToString("3x64_7x7_224x160_s2_p3_n16");
        assertThat(shape.p()).isEqualTo(112);
        assertThat(shape.q()).isEqualTo(80);
    }

    @Example
    void dilationAndStridesMakeOutputsFewer() {
        ConvShape shape = ConvShape.named("4x6_3x5_20_s1x3_p0x2_d2_g2_n1");
        assertThat(shape.p()).isEqualTo(16); // 20 - (2·2 + 1) + 1
        assertThat(shape.q()).isEqualTo(6); // ⌊(20 + 4 - (2·4 + 1)) / 3⌋ + 1
        assertThat(shape.wElements()).isEqualTo(6 * 2 * 3 * 5);
    }

    @Example
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> ConvShape.named("3x64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'3x64' should be like");
        assertThatThrownBy(() -> ConvShape.named("3x64_7x7_5"))
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> ConvShape.named("3x64_3x3_5_g2"))
                .hasMessageContaining("2 groups do not divide");
        assertThatThrownBy(() -> ConvShape.named("3x64_3x3_5_s0"))
                .hasMessageContaining("at least 1");
    }
}
