package io.github.lanewise.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.DataLayout;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.peer.netlib.NetlibConvolution;
import io.github.lanewise.bench.peer.netlib.NetlibPeer;
import io.github.lanewise.bench.peer.onednn.OneDnnPeer;
import io.github.lanewise.bench.peer.openblas.OpenBlasPeer;
import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.shape.ConvShape;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each benchmark compares its result with the reference when it is prepared. */
final class NativePeersTest {
    private static final List<Peer> PEERS =
            List.of(new NetlibPeer(), new OneDnnPeer(), new OpenBlasPeer());

    private static final List<String> LAYERS =
            List.of(
                    "1x1_1x1_1_n1",
                    "3x5_3x2_7x9_p1_n3",
                    "16x32_1x1_5_n3",
                    "16x8_1x1_6_s2_n1",
                    "5x7_1x1_4_p1_n1",
                    "7x4_3x3_9x8_s2x3_p1_n3",
                    "4x6_1x7_6x10_p0x3_n1",
                    "4x6_7x1_10x6_p3x0_n3",
                    "8x16_3x3_12_p2_d2_n3",
                    "6x4_3x3_8_p1_g2_n3",
                    "16x16_3x3_8_p1_g16_n1",
                    "6x12_5x5_9_s2_p2_g6_n3",
                    "2x3_2x2_3_p4_n1");

    /** A benchmark of a peer and the values of its parameters. */
    record Case(Peer peer, String layer, Direction direction, int threads) {}

    static Stream<Case> cases() {
        return PEERS.stream()
                .flatMap(peer -> LAYERS.stream().flatMap(layer -> directions(peer, layer)));
    }

    private static Stream<Case> directions(Peer peer, String layer) {
        return Stream.of(Direction.values())
                .filter(it -> peer.convolution(ConvShape.named(layer), it).isPresent())
                .flatMap(direction ->
                        IntStream.rangeClosed(1, Math.min(2, peer.mostThreads()))
                                .mapToObj(n -> new Case(peer, layer, direction, n)));
    }

    private static <T> T create(Class<T> benchmark) throws ReflectiveOperationException {
        Constructor<T> constructor = benchmark.getDeclaredConstructor();
        return constructor.newInstance();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theConvolutionIsTheReferences(Case what) throws ReflectiveOperationException {
        ConvShape shape = ConvShape.named(what.layer());
        for (DataLayout layout : DataLayout.values()) {
            ConvolutionBenchmark benchmark =
                    create(what.peer().convolution(shape, what.direction()).orElseThrow());
            benchmark.layer = what.layer();
            benchmark.direction = what.direction();
            benchmark.layout = layout;
            benchmark.threads = what.threads();
            benchmark.prepare();
            benchmark.close();
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void theProductIsTheReferences(Peer peer) throws ReflectiveOperationException {
        for (String extents : List.of("1x1x1", "3x5x7", "48x64x128", "17x300x33")) {
            ProductBenchmark benchmark = create(peer.product().orElseThrow());
            benchmark.extents = extents;
            benchmark.prepare();
            benchmark.close();
        }
    }

    static Stream<Peer> peers() {
        return PEERS.stream();
    }

    @Test
    void theyAreFoundWithTheirVersions() {
        assertThat(Peer.all().stream().map(Peer::name)).contains("netlib", "oneDNN", "OpenBLAS");
        for (Peer peer : PEERS) {
            assertThat(peer.version()).matches("\\d+\\.\\d+.*");
        }
    }

    @Test
    void netlibRefusesASecondThread() {
        ConvolutionBenchmark benchmark = new NetlibConvolution();
        benchmark.layer = "3x4_3x3_6_p1_n1";
        benchmark.direction = Direction.FORWARD;
        benchmark.layout = DataLayout.OWN;
        benchmark.threads = 2;
        assertThatThrownBy(benchmark::prepare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("netlib works with 1 thread, not with 2.");
    }

    @Test
    void productsAloneGoForwardOnly() {
        for (Peer peer : List.of(new NetlibPeer(), new OpenBlasPeer())) {
            ConvShape shape = ConvShape.named("3x4_3x3_6_p1_n1");
            assertThat(peer.convolution(shape, Direction.FORWARD)).isPresent();
            assertThat(peer.convolution(shape, Direction.BACKWARD_DATA)).isEmpty();
            assertThat(peer.convolution(shape, Direction.BACKWARD_WEIGHTS)).isEmpty();
        }
    }
}
