package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.rewrite.Rewrite;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a model is loaded.
 *
 * @param threads number of threads that compute at once, callers included
 * @param rewrites what is done to the graph to make it faster
 */
public record OnnxOptions(int threads, Set<Rewrite> rewrites) {
    /** As many threads as the machine has processors, and all rewrites. */
    public static final OnnxOptions DEFAULT =
            new OnnxOptions(
                    Runtime.getRuntime().availableProcessors(), EnumSet.allOf(Rewrite.class));

    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if there is no thread
     */
    public OnnxOptions {
        rewrites = Set.copyOf(rewrites);
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "At least 1 thread has to compute, but got " + threads + ".");
        }
    }

    /** Returns these options with another number of threads. */
    public OnnxOptions withThreads(int count) {
        return new OnnxOptions(count, rewrites);
    }

    /** Returns these options without a rewrite. */
    public OnnxOptions without(Rewrite rewrite) {
        EnumSet<Rewrite> left = EnumSet.noneOf(Rewrite.class);
        left.addAll(rewrites);
        left.remove(rewrite);
        return new OnnxOptions(threads, left);
    }
}
