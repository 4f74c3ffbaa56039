package io.github.lanewise.mnist.training;

import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param results of the epochs that are complete
 * @param chosen the epoch whose weights the run leaves; where it ended within one, as far as that
 *     got
 * @param reason why it ended before its last epoch, as a sentence; empty if it did not
 */
public record RunOutcome(List<EpochResult> results, EpochResult chosen, Optional<String> reason) {
    /** Copies the results. */
    public RunOutcome {
        results = List.copyOf(results);
    }
}
