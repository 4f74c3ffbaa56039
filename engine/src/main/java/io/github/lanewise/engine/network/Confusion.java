package io.github.lanewise.engine.network;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Number of images by true and by predicted class. */
public final class Confusion {
    private final int classes;
    private final AtomicIntegerArray counts;

    Confusion(int classes) {
        this.classes = classes;
        this.counts = new AtomicIntegerArray(Math.multiplyExact(classes, classes));
    }

    void add(int label, int predicted) {
        counts.incrementAndGet(label * classes + predicted);
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /** Returns how many images of class {@code label} were taken for class {@code predicted}. */
    public int count(int label, int predicted) {
        if (label < 0 || label >= classes || predicted < 0 || predicted >= classes) {
            throw new IndexOutOfBoundsException(
                    "Classes are 0 to " + (classes - 1) + ", not " + label + ", " + predicted);
        }
        return counts.get(label * classes + predicted);
    }
}
