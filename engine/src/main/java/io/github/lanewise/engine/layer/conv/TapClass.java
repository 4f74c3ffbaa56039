package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring positions of an {@link AxisPhase} that meet the same taps. Near the ends of the
 * input many taps meet no output gradient; leaving them out saves half the work of a 5×5 filter on
 * 14×14 pixels. Positions go in pairs, as in a group of {@link Columns}, and a pair meets the taps
 * of both.
 *
 * @param from first tap, counted against the gradients
 * @param to end (exclusive) of the taps
 * @param starts first position of each pair; the last pair may overlap the one before it
 */
record TapClass(int from, int to, List<Integer> starts) {

    /** Returns the classes of a phase that has positions, for a number of output gradients. */
    static List<TapClass> of(AxisPhase phase, int outputs) {
        int width = Columns.groupWidth(phase.count());
        List<TapClass> classes = new ArrayList<>();
        for (int next = 0; next < phase.count(); next += width) {
            int start = Math.min(next, phase.count() - width);
            int gradient = phase.firstGradient() + start;
            int from = Math.max(0, -(gradient + width - 1));
            int to = Math.max(from, Math.min(phase.taps(), outputs - gradient));
            boolean same =
                    !classes.isEmpty()
                            && classes.getLast().from == from
                            && classes.getLast().to == to;
            if (!same) {
                classes.add(new TapClass(from, to, new ArrayList<>()));
            }
            classes.getLast().starts.add(start);
        }
        return classes;
    }

    /** Returns the number of taps. */
    int taps() {
        return to - from;
    }

    /** Returns the first output gradient that a pair reads; it may be one before the first. */
    int firstGradient(AxisPhase phase, int start) {
        return taps() == 0 ? 0 : phase.firstGradient() + start + from;
    }

    /** Returns the zeros that the class reads before the output gradients. */
    int zerosBefore(AxisPhase phase) {
        return Math.max(0, -firstGradient(phase, starts.getFirst()));
    }

    /** Returns the zeros that the class reads after {@code outputs} output gradients. */
    int zerosAfter(AxisPhase phase, int outputs) {
        int width = Columns.groupWidth(phase.count());
        int last = firstGradient(phase, starts.getLast()) + taps() - 1 + width - 1;
        return taps() == 0 ? 0 : Math.max(0, last - (outputs - 1));
    }
}
