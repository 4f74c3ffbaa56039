package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.optimizer.LearningRate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the learning rate moves over a run. */
public enum Schedule {
    /** The learning rate throughout. */
    CONSTANT("constant") {
        @Override
        public LearningRate at(double learningRate) {
            return LearningRate.constant(learningRate);
        }
    },
    /** A tenth of it after each third of the steps. */
    STEP("step") {
        @Override
        public LearningRate at(double learningRate) {
            return LearningRate.step(learningRate, 3, 0.1);
        }
    },
    /** From the learning rate down to 0 along half a cosine. */
    COSINE("cosine") {
        @Override
        public LearningRate at(double learningRate) {
            return LearningRate.cosine(learningRate);
        }
    },
    /** Up to the learning rate in the first 30 % of the steps, then down to almost 0. */
    ONE_CYCLE("one-cycle") {
        @Override
        public LearningRate at(double learningRate) {
            return LearningRate.oneCycle(learningRate);
        }
    };

    private final String name;

    Schedule(String name) {
        this.name = name;
    }

    /** Returns the name on the command line. */
    public String commandName() {
        return name;
    }

    /**
     * Returns the schedule with numbers.
     *
     * @param learningRate the highest rate of the run
     */
    public abstract LearningRate at(double learningRate);

    /** Returns the schedule of that name, or nothing if there is none. */
    public static Optional<Schedule> named(String name) {
        return Arrays.stream(values()).filter(schedule -> schedule.name.equals(name)).findFirst();
    }

    /** Returns the names on the command line. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Schedule::commandName).toList();
    }
}
