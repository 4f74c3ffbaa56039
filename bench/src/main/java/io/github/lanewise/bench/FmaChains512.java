package io.github.lanewise.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Twelve chains of 16 floats. */
final class FmaChains512 implements FmaChains {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;

    @Override
    public int lanes() {
        return S.length();
    }

    @Override
    public int chains() {
        return 12;
    }

    private static FloatVector first(float start, int chain) {
        return FloatVector.broadcast(S, start + chain);
    }

    @Override
    public float run(int rounds, float start) {
        FloatVector left = FloatVector.broadcast(S, LEFT * FmaChains.one(start));
        FloatVector right = FloatVector.broadcast(S, RIGHT * FmaChains.one(start));
        FloatVector c0 = first(start, 0);
        FloatVector c1 = first(start, 1);
        FloatVector c2 = first(start, 2);
        FloatVector c3 = first(start, 3);
        FloatVector c4 = first(start, 4);
        FloatVector c5 = first(start, 5);
        FloatVector c6 = first(start, 6);
        FloatVector c7 = first(start, 7);
        FloatVector c8 = first(start, 8);
        FloatVector c9 = first(start, 9);
        FloatVector c10 = first(start, 10);
        FloatVector c11 = first(start, 11);
        for (int i = 0; i < rounds; i++) {
            c0 = left.fma(right, c0);
            c1 = left.fma(right, c1);
            c2 = left.fma(right, c2);
            c3 = left.fma(right, c3);
            c4 = left.fma(right, c4);
            c5 = left.fma(right, c5);
            c6 = left.fma(right, c6);
            c7 = left.fma(right, c7);
            c8 = left.fma(right, c8);
            c9 = left.fma(right, c9);
            c10 = left.fma(right, c10);
            c11 = left.fma(right, c11);
        }
        FloatVector a = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
        FloatVector b = c6.add(c7).add(c8).add(c9).add(c10).add(c11);
        return a.add(b).reduceLanes(VectorOperators.ADD);
    }
}
