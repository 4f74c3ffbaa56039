package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.layer.ImagePass;
import java.util.List;

/** Passes that do not depend on each other, as one. */
final class JoinedPass implements ImagePass {
    /** The pass of each task, and what its number in that pass is less by. */
    private final ImagePass[] passes;

    private final int[] first;

    private JoinedPass(List<ImagePass> all) {
        int tasks = all.stream().mapToInt(ImagePass::tasks).sum();
        passes = new ImagePass[tasks];
        first = new int[tasks];
        int task = 0;
        for (ImagePass pass : all) {
            int from = task;
            for (; task < from + pass.tasks(); task++) {
                passes[task] = pass;
                first[task] = from;
            }
        }
    }

    static ImagePass of(List<ImagePass> passes) {
        return passes.size() == 1 ? passes.getFirst() : new JoinedPass(passes);
    }

    @Override
    public int tasks() {
        return passes.length;
    }

    @Override
    public void run(int task, int worker) {
        passes[task].run(task - first[task], worker);
    }
}
