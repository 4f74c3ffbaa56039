package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An exponential moving average of all parameters of a network, running statistics included. Late
 * in a training it is often better on images that were not trained on than the parameters
 * themselves (Polyak and Juditsky 1992, on averages of iterates).
 *
 * <p>One thread may use it at a time, and not during a step of a training. Close it before the
 * network.
 */
public final class WeightAverage implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final Network network;
    private final Workspace workspace;
    private final MemorySegment average;

    private WeightAverage(Network network, Workspace workspace) {
        this.network = network;
        this.workspace = workspace;
        average = workspace.floats(network.allMemory().byteSize() / Float.BYTES);
        average.copyFrom(network.allMemory());
    }

    /**
     * Returns an average that begins with the parameters as they are.
     *
     * @throws IllegalStateException if the network is closed
     */
    public static WeightAverage of(Network network) {
        network.requireOpen();
        return Workspace.filled(workspace -> new WeightAverage(network, workspace));
    }

    /**
     * {@code average = decay · average + (1 − decay) · parameters}.
     *
     * @param decay from 0, where it follows the parameters at once, to 1, where it stays
     * @throws IllegalArgumentException if it is another number
     * @throws IllegalStateException if this or the network is closed
     */
    public void update(double decay) {
        requireOpen();
        if (!(decay >= 0 && decay <= 1)) {
            throw new IllegalArgumentException(
                    "The decay of an average is a number from 0 to 1, not " + decay + ".");
        }
        int vectors = Math.toIntExact(average.byteSize() / Lanes.BYTES);
        AverageKernel.approach(average, network.allMemory(), (float) (1 - decay), vectors);
    }

    /**
     * Lets average and parameters change places: the network then computes with the average, until
     * the next call. No training step and no {@link #update} may come between the two.
     *
     * @throws IllegalStateException if this or the network is closed
     */
    public void exchange() {
        requireOpen();
        MemorySegment parameters = network.allMemory();
        for (long at = 0; at < average.byteSize(); at += Float.BYTES) {
            float own = average.get(FLOAT, at);
            average.set(FLOAT, at, parameters.get(FLOAT, at));
            parameters.set(FLOAT, at, own);
        }
        network.changed();
    }

    private void requireOpen() {
        workspace.requireOpen("average");
        network.requireOpen();
    }

    /**
     * Frees the average.
     *
     * @throws IllegalStateException if it is closed already
     */
    @Override
    public void close() {
        workspace.close();
    }
}
