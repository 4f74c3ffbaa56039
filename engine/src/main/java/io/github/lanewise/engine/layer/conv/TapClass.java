package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring positions of an {@link AxisPhase} that meet the same taps. Near the ends of the
 * input many taps meet no output gradient; leaving them out saves half the work of a 5×5 filter on
 * 14×14 pixels. Positions go in pairs. As columns, or rows of {@link Columns}, a pair meets the
 * taps of both, each position its own gradient. As rows of the matrix a pair meets one gradient at
 * a time, each position with its own tap: one step more than there are taps.
 *
 * @param from first step, counted against the gradients
 * @param to end (exclusive) of the steps
 * @param reach gradients that a step meets: those of so many neighbouring positions
 * @param starts first position of each pair; the last pair may overlap the one before it
 */
record TapClass(int from, int to, int reach, List<Integer> starts) {

    /** Returns the classes of a phase that has positions, for a number of output gradients. */
    static List<TapClass> of(AxisPhase phase, int outputs) {
        int width = Columns.groupWidth(phase.count());
        return of(phase, phase.taps(), width, width, outputs);
    }

    /** Returns the classes of a phase whose pairs of positions are rows of the matrix. */
    static List<TapClass> ofMatrixRows(AxisPhase phase, int outputs) {
        return of(phase, phase.taps() + 1, 2, 1, outputs);
    }

    private static List<TapClass> of(
            AxisPhase phase, int steps, int width, int reach, int outputs) {
        List<TapClass> classes = new ArrayList<>();
        for (int next = 0; next < phase.count(); next += width) {
            int start = Math.min(next, phase.count() - width);
            int gradient = phase.firstGradient() + start;
            int from = Math.max(0, -(gradient + reach - 1));
            int to = Math.max(from, Math.min(steps, outputs - gradient));
            boolean same =
                    !classes.isEmpty()
                            && classes.getLast().from == from
                            && classes.getLast().to == to;
            if (!same) {
                classes.add(new TapClass(from, to, reach, new ArrayList<>()));
            }
            classes.getLast().starts.add(start);
        }
        return classes;
    }

    /** Returns the number of steps. */
    int steps() {
        return to - from;
    }

    /** Returns the first output gradient that a pair reads; it may be one before the first. */
    int firstGradient(AxisPhase phase, int start) {
        return steps() == 0 ? 0 : phase.firstGradient() + start + from;
    }

    /** Returns the zeros that the class reads before the output gradients. */
    int zerosBefore(AxisPhase phase) {
        return Math.max(0, -firstGradient(phase, starts.getFirst()));
    }

    /** Returns the zeros that the class reads after {@code outputs} output gradients. */
    int zerosAfter(AxisPhase phase, int outputs) {
        int last = firstGradient(phase, starts.getLast()) + steps() - 1 + reach - 1;
        return steps() == 0 ? 0 : Math.max(0, last - (outputs - 1));
    }
}
