package io.github.lanewise.engine.graph;

/** In which order the elements of a value stand. */
public enum MemoryOrder {
    /** One after the other with the last axis fastest, without gaps; any rank. */
    ROW_MAJOR,
    /**
     * A feature map with channels in lanes: image after image in the layout of {@link
     * io.github.lanewise.engine.tensor.Layout#ofImage}, {@code [⌈C / L⌉][H][W][L]} within a border.
     * Lanes beyond C hold anything, and nothing that is computed from them may reach a channel.
     */
    LANES
}
