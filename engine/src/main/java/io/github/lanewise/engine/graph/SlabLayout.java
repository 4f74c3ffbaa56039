package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places slots in a slab such that those that live at the same time do not overlap. The largest is
 * placed first, each as low as it fits: greedy by size (Pisarchyk and Lee 2020, arXiv 2001.03288).
 */
final class SlabLayout {
    private final List<Slot> placed = new ArrayList<>();
    private long bytes;

    /** Places all slots that own memory. */
    SlabLayout(List<Slot> slots) {
        slots.stream()
                .filter(Slot::ownsMemory)
                .sorted(Comparator.comparingLong(Slot::byteSize).reversed())
                .forEach(this::place);
        for (int i = 0; i < placed.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (overlap(placed.get(i), placed.get(j))) {
                    placed.get(i).markShared();
                    placed.get(j).markShared();
                }
            }
        }
    }

    /** Returns the bytes of the slab. */
    long byteSize() {
        return bytes;
    }

    private void place(Slot slot) {
        List<Slot> neighbours =
                placed.stream()
                        .filter(other -> other.from() <= slot.to() && slot.from() <= other.to())
                        .sorted(Comparator.comparingLong(Slot::offset))
                        .toList();
        long offset = 0;
        for (Slot other : neighbours) {
            if (offset + slot.byteSize() <= other.offset()) {
                break;
            }
            offset = Math.max(offset, aligned(other.offset() + other.byteSize()));
        }
        slot.place(offset);
        placed.add(slot);
        bytes = Math.max(bytes, aligned(offset + slot.byteSize()));
    }

    private static long aligned(long offset) {
        return Math.ceilDiv(offset, Workspace.ALIGNMENT) * Workspace.ALIGNMENT;
    }

    private static boolean overlap(Slot a, Slot b) {
        return a.offset() < b.offset() + b.byteSize() && b.offset() < a.offset() + a.byteSize();
    }
}
