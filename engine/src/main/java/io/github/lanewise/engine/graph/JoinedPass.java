package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.layer.ImagePass;
import java.util.List;

/** Passes that may run at the same time, such as those of the images of a batch, as one. */
public final class JoinedPass implements ImagePass {
    private final ImagePass[] passes;
    private final int[] first;

    private JoinedPass(List<? extends ImagePass> passes) {
        this.passes = passes.toArray(ImagePass[]::new);
        first = new int[passes.size() + 1];
        for (int i = 0; i < this.passes.length; i++) {
            first[i + 1] = first[i] + this.passes[i].tasks();
        }
    }

    /** Returns all tasks of all passes as those of one. */
    public static ImagePass of(List<? extends ImagePass> passes) {
        return passes.size() == 1 ? passes.getFirst() : new JoinedPass(passes);
    }

    @Override
    public int tasks() {
        return first[passes.length];
    }

    @Override
    public void run(int task, int worker) {
        int pass = 0;
        while (task >= first[pass + 1]) {
            pass++;
        }
        passes[pass].run(task - first[pass], worker);
    }
}
