package io.github.lanewise.engine.kernel;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java source of a tile as it grows, and what the sources of all tiles are put together from. */
final class TileText {
    private final StringBuilder text = new StringBuilder();

    /**
     * Begins a class.
     *
     * @param scalars whether it reads single floats too
     */
    TileText(String name, String description, boolean scalars) {
        line("package io.github.lanewise.engine.kernel;");
        line("import java.lang.foreign.MemorySegment;");
        if (scalars) {
            line("import java.lang.foreign.ValueLayout;");
        }
        line("import java.nio.ByteOrder;");
        line("import jdk.incubator.vector.FloatVector;");
        line("import jdk.incubator.vector.VectorSpecies;");
        line("/** " + description + " */");
        line("final class " + name + " {");
        line("private static final VectorSpecies<Float> S = Species.FLOATS;");
        line("private static final ByteOrder ORDER = Species.ORDER;");
        if (scalars) {
            line("private static final ValueLayout.OfFloat FLOAT =");
            line("ValueLayout.JAVA_FLOAT_UNALIGNED;");
        }
        line("private static final int V = Lanes.BYTES;");
        line("private " + name + "() {}");
    }

    /** Begins a class that reads vectors only. */
    TileText(String name, String description) {
        this(name, description, false);
    }

    void line(String line) {
        text.append(line).append('\n');
    }

    void comment(List<String> lines) {
        line("/**");
        lines.forEach(line -> line(" * " + line));
        line(" */");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** "1 row", "2 rows". */
    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String registers(int sums) {
        return count(sums, "accumulator") + " in registers";
    }

    /** The product as a factor behind something, nothing for 1. */
    static String times(int factor) {
        return factor == 1 ? "" : " * " + factor;
    }

    /** Nothing for 0, the name alone for 1. */
    static String multiple(int factor, String name) {
        return factor == 0 ? "" : factor == 1 ? name : factor + " * " + name;
    }

    /** Bytes of some vectors, nothing for 0. */
    static String vectors(int count) {
        return count == 0 ? "" : count == 1 ? "V" : count + "L * V";
    }

    /** The index {@code offset} after a name. */
    static String plus(String name, int offset) {
        return offset == 0 ? name : name + " + " + offset;
    }

    /** The sum of the terms that are not empty. */
    static String sum(String... terms) {
        String sum =
                Stream.of(terms).filter(term -> !term.isEmpty()).collect(Collectors.joining(" + "));
        return sum.isEmpty() ? "0" : sum;
    }
}
