package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.Halo;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A value in one order, and where it stands: in the slab of a call, or in memory of its own. */
final class Slot {
    private final Value value;
    private final MemoryOrder order;
    private final Optional<MemorySegment> constant;
    private Halo halo = Halo.NONE;
    private Slot owner = this;
    private int from = Integer.MAX_VALUE;
    private int to = -1;
    private long offset;

    /** Whether memory of another slot overlaps this one's, so that a border does not stay zero. */
    private boolean shared;

    private Slot(Value value, MemoryOrder order, Optional<MemorySegment> constant) {
        this.value = value;
        this.order = order;
        this.constant = constant;
    }

    static Slot inSlab(Value value, MemoryOrder order) {
        return new Slot(value, order, Optional.empty());
    }

    static Slot constant(Value value, MemoryOrder order, Halo halo, MemorySegment memory) {
        Slot slot = new Slot(value, order, Optional.of(memory));
        slot.halo = halo;
        return slot;
    }

    Value value() {
        return value;
    }

    boolean isConstant() {
        return constant.isPresent();
    }

    Placement placement() {
        return new Placement(order, halo);
    }

    /** Sees to it that there is at least this border. */
    void widen(Halo least) {
        if (order == MemoryOrder.LANES) {
            halo = halo.max(least);
        }
    }

    /** Says that a step reads or writes it. */
    void use(int step) {
        from = Math.min(from, step);
        to = Math.max(to, step);
    }

    int from() {
        return owner.from;
    }

    int to() {
        return owner.to;
    }

    /** Puts it into the memory of another slot, which lives as long as both. */
    void standIn(Slot other) {
        owner = other.owner;
        owner.from = Math.min(owner.from, from);
        owner.to = Math.max(owner.to, to);
    }

    /** Returns whether it has memory in the slab that it does not owe to another slot. */
    boolean ownsMemory() {
        return owner == this && !isConstant();
    }

    long byteSize() {
        return placement().byteSize(value.extents());
    }

    void place(long newOffset) {
        offset = newOffset;
    }

    long offset() {
        return owner.offset;
    }

    void markShared() {
        shared = true;
    }

    /** Returns whether the border has to be made zero before others read it. */
    boolean needsClearBorder() {
        return owner == this && shared && !halo.equals(Halo.NONE);
    }

    /** Returns the value in the slab of a call, or where it always stands. */
    Buffer in(MemorySegment slab) {
        MemorySegment memory = constant.orElseGet(() -> slab.asSlice(offset(), byteSize()));
        return new Buffer(memory, value.extents(), placement());
    }
}
