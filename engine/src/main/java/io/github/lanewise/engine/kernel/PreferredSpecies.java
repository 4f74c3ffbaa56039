package io.github.lanewise.engine.kernel;

import jdk.incubator.vector.FloatVector;

/** The processor's widest vector; apart from {@link Species}, whose constants depend on it. */
final class PreferredSpecies {
    /** Floats per vector. */
    static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    private PreferredSpecies() {}
}
