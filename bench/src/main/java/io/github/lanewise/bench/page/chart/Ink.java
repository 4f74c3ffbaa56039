package io.github.lanewise.bench.page.chart;

/**
 * What a colour is for. Words have a contrast of at least 4.5 to the paper, bars and curves of at
 * least 3; neighbouring peers differ in hue and lightness for people who tell red from green badly.
 */
public enum Ink {
    /** The ground. */
    PAPER(0xffffff, 0x0f1318),
    /** Words and numbers that are read first. */
    TEXT(0x1b1f24, 0xe4e8ed),
    /** Words and numbers that are read second. */
    MUTED(0x5a626c, 0x9aa4b0),
    /** Lines behind everything. */
    GRID(0xe3e6ea, 0x2a3038),
    /** The line to compare with. */
    REFERENCE(0x1b1f24, 0xe4e8ed),
    /** Where ours is slower. */
    SLOWER(0xbc4c4c, 0xe5807b),
    /** Lanewise. */
    OURS(0x0969c8, 0x58a6ff),
    /** The first peer. */
    PEER_1(0xc2570c, 0xf0883e),
    /** The second peer. */
    PEER_2(0x0f8a6a, 0x3fbf95),
    /** The third peer. */
    PEER_3(0x8250c4, 0xb392f0),
    /** The fourth peer. */
    PEER_4(0xb8327a, 0xf778ba),
    /** The fifth peer. */
    PEER_5(0x6b6f1d, 0xc8b54a);

    /** Red, green and blue, 8 bits each, on a light ground. */
    final int light;

    /** The same on a dark one. */
    final int dark;

    Ink(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /** Returns the ink of a subject by its place: 0 is ours; after the fifth they repeat. */
    public static Ink ofSubject(int place) {
        Ink[] peers = {PEER_1, PEER_2, PEER_3, PEER_4, PEER_5};
        return place == 0 ? OURS : peers[(place - 1) % peers.length];
    }
}
