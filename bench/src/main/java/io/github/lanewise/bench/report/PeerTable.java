package io.github.lanewise.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Lanewise beside the best peer, one work per row, all with the same number of threads. */
final class PeerTable {
    /** What an empty cell shows. */
    static final String NOTHING = "–";

    private final List<PeerRatios> rows;
    private final List<String> names = new ArrayList<>();
    private final List<Function<PeerRatios, String>> cells = new ArrayList<>();

    /**
     * Starts with a column that says what the work is.
     *
     * @param work name of all works, such as {@code training}
     * @param rows in their order
     */
    PeerTable(String work, List<PeerRatios> rows, Function<Measurement, String> title) {
        this.rows = rows;
        int threads = rows.isEmpty() ? 1 : rows.getFirst().ours().threads();
        names.add("%s, %d thread%s".formatted(work, threads, threads == 1 ? "" : "s"));
        cells.add(row -> title.apply(row.ours()));
    }

    /** Appends a column about Lanewise. */
    PeerTable ours(String name, Function<Measurement, String> cell) {
        names.add(name);
        cells.add(row -> cell.apply(row.ours()));
        return this;
    }

    /** Appends the best peer, its figure, and the ratio of the speeds. */
    PeerTable peer(String figure, Function<Measurement, String> cell) {
        names.addAll(List.of("best peer", "its " + figure, "speed, Lanewise / peer"));
        cells.add(row -> row.best().map(peer -> peer.subject().name()).orElse(NOTHING));
        cells.add(row -> row.best().map(cell).orElse(NOTHING));
        cells.add(row ->
                row.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", row.ratio().getAsDouble())
                        : NOTHING);
        return this;
    }

    /** Returns Lanewise's measurements. */
    List<Measurement> shown() {
        return rows.stream().map(PeerRatios::ours).toList();
    }

    @Override
    public String toString() {
        MarkdownTable table = new MarkdownTable(names.toArray(String[]::new));
        for (PeerRatios row : rows) {
            table.row(cells.stream().map(cell -> cell.apply(row)).toArray(String[]::new));
        }
        return table.toString();
    }
}
