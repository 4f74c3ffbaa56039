package io.github.lanewise.models;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A weight of a network that leaves one of its extents open, which a file of weights tells.
 *
 * @param name of the weight
 * @param extents as the network has them; the open one is {@link #ANY}
 */
record OpenWeight(String name, List<Long> extents) {
    /** An extent that may be any. */
    static final long ANY = -1;

    /** Larger extents make no sense in any network here. */
    private static final int MOST = Integer.MAX_VALUE / 32;

    OpenWeight {
        extents = List.copyOf(extents);
    }

    static OpenWeight of(String name, long... extents) {
        return new OpenWeight(name, LongStream.of(extents).boxed().toList());
    }

    /**
     * Returns the extent of the open axis where all others are as wanted. A file that claims more
     * weights than it has bytes is refused before, so that none makes a network much larger than
     * itself.
     *
     * @param file extents of the weights of a file by their names
     */
    OptionalLong in(Map<String, List<Long>> file) {
        List<Long> found = file.getOrDefault(name, List.of());
        if (found.size() != extents.size()) {
            return OptionalLong.empty();
        }
        long open = 0;
        for (int axis = 0; axis < extents.size(); axis++) {
            long wanted = extents.get(axis);
            if (wanted == ANY) {
                open = found.get(axis);
            } else if (found.get(axis) != wanted) {
                return OptionalLong.empty();
            }
        }
        return open > 0 && open <= MOST ? OptionalLong.of(open) : OptionalLong.empty();
    }
}
