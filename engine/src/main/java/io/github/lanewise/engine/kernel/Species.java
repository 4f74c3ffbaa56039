package io.github.lanewise.engine.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Constants of the Vector API for the lane count of {@link Lanes}. */
public final class Species {
    /** Vectors of {@link Lanes#COUNT} floats. */
    public static final VectorSpecies<Float> FLOATS =
            switch (Lanes.COUNT) {
                case 16 -> FloatVector.SPECIES_512;
                case 8 -> FloatVector.SPECIES_256;
                default -> FloatVector.SPECIES_128;
            };

    /** Vectors of {@link Lanes#COUNT} ints. */
    public static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    /** The machine's byte order, in which all native memory is read and written. */
    public static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private Species() {}
}
