package io.github.lanewise.engine.operation.shape;

/** A copy in equal items, which can be done in any order. */
interface ItemCopy {
    /** Returns the number of items. */
    int items();

    /** Returns the work of an item, in vectors that are read and written. */
    double work();

    /** Copies some items; {@code to} is exclusive. */
    void run(int from, int to);
}
