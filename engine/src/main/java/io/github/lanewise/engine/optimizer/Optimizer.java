package io.github.lanewise.engine.optimizer;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A rule by which parameters follow their gradients. It is a description; its state stands in
 * memory that the training owns.
 */
public interface Optimizer {
    /** Returns the number of floats of state per parameter float: 0 to 2. */
    int stateFloats();

    /**
     * Returns names of these floats, in their order; {@code state0} and so on unless overridden.
     */
    default List<String> stateNames() {
        return IntStream.range(0, stateFloats()).mapToObj(i -> "state" + i).toList();
    }

    /**
     * Updates a range of the parameters.
     *
     * @param range which floats, and their values and gradients
     * @param state one segment per state float, as large as the parameters; zero before step 0
     * @param learningRate of this step
     * @param step number of the step, from 0
     */
    void update(ParameterRange range, MemorySegment[] state, double learningRate, long step);
}
