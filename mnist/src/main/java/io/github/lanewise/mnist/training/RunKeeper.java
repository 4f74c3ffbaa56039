package io.github.lanewise.mnist.training;

/** Keeps a run, so that it can go on after its end came early. All is called between steps. */
public interface RunKeeper {
    /** Keeps nothing. */
    RunKeeper NONE =
            new RunKeeper() {
                @Override
                public Position begin(Learner learner) {
                    return Position.START;
                }

                @Override
                public boolean isDue(long steps) {
                    return false;
                }

                @Override
                public void keep(Learner learner, Position position) {}

                @Override
                public boolean isStopping() {
                    return false;
                }
            };

    /**
     * Puts the network, its training and its average where an earlier run left them, if there was
     * one.
     *
     * @return where that is
     */
    Position begin(Learner learner);

    /**
     * Returns whether to keep the run after a step within an epoch; at the end of each it is kept
     * anyway. Called thousands of times per second.
     *
     * @param steps made since the beginning of the run
     */
    boolean isDue(long steps);

    /** Keeps the run. */
    void keep(Learner learner, Position position);

    /** Returns whether the run is to be kept and to end now; once it is, it stays so. */
    boolean isStopping();
}
