package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;

/** Some of the images of others. */
final class ChosenSamples implements Samples {
    private final Samples all;
    private final int[] chosen;

    /**
     * Chooses.
     *
     * @param chosen numbers of the images; not copied
     */
    ChosenSamples(Samples all, int[] chosen) {
        this.all = all;
        this.chosen = chosen;
    }

    @Override
    public int count() {
        return chosen.length;
    }

    @Override
    public Shape shape() {
        return all.shape();
    }

    @Override
    public int label(int index) {
        return all.label(chosen[index]);
    }

    @Override
    public void load(int[] order, int from, int count, Tensor destination) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = chosen[order[from + i]];
        }
        all.load(numbers, 0, count, destination);
    }
}
