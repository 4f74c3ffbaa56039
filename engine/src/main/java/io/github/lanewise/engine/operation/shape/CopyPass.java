package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.layer.ImagePass;
import java.util.List;

/** Copies one after the other, in ranges of the items of all of them. */
final class CopyPass implements ImagePass {
    private final ItemCopy[] copies;

    /** Number of the first item of each copy, and behind them the number of all items. */
    private final int[] first;

    private final Ranges ranges;

    CopyPass(List<? extends ItemCopy> copies, int workers) {
        this.copies = copies.toArray(ItemCopy[]::new);
        first = new int[this.copies.length + 1];
        double work = 0;
        for (int i = 0; i < this.copies.length; i++) {
            first[i + 1] = Math.addExact(first[i], this.copies[i].items());
            work += this.copies[i].items() * this.copies[i].work();
        }
        int items = first[this.copies.length];
        ranges = Ranges.of(items, work / Math.max(1, items), workers);
    }

    @Override
    public int tasks() {
        return ranges.items() == 0 ? 0 : ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        int from = ranges.from(task);
        int to = ranges.to(task);
        for (int i = 0; i < copies.length; i++) {
            int begin = Math.max(from, first[i]);
            int end = Math.min(to, first[i + 1]);
            if (begin < end) {
                copies[i].run(begin - first[i], end - first[i]);
            }
        }
    }
}
