package io.github.lanewise.engine.network;

import io.github.lanewise.engine.VectorModule;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.Tuning;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Layers one after the other, and their parameters, which stand in one piece of native memory. A
 * {@link Training} changes them, an {@link Inference} applies them; close both before the network.
 */
public final class Network implements AutoCloseable {
    /** Parameters begin at multiples of this many floats: one cache line, one widest vector. */
    private static final int ALIGNMENT_FLOATS = 16;

    private final Shape input;
    private final List<NamedLayer> layers;
    private final Workspace workspace;
    private final MemorySegment all;
    private final MemorySegment memory;
    private final List<Parameter> parameters;
    private final List<Parameter> learned;
    private final AtomicLong steps = new AtomicLong();
    private volatile boolean closed;

    private Network(Builder builder, long seed, Workspace workspace) {
        this.workspace = workspace;
        input = builder.input;
        long learnedBytes = builder.bytes(true);
        all = workspace.floats((learnedBytes + builder.bytes(false)) / Float.BYTES);
        memory = all.asSlice(0, learnedBytes);
        SplittableRandom random = new SplittableRandom(seed);
        List<NamedLayer> named = new ArrayList<>();
        List<Parameter> withGradient = new ArrayList<>();
        long learnedOffset = 0;
        long otherOffset = learnedBytes;
        for (Builder.Entry entry : builder.entries) {
            List<Parameter> own = new ArrayList<>();
            for (ParameterSpec spec : entry.layer.parameters(entry.input)) {
                long offset = spec.learned() ? learnedOffset : otherOffset;
                Parameter parameter = initialize(entry.name, spec, all, offset, random.split());
                own.add(parameter);
                if (spec.learned()) {
                    withGradient.add(parameter);
                    learnedOffset += bytes(spec);
                } else {
                    otherOffset += bytes(spec);
                }
            }
            Shape output = entry.layer.outputShape(entry.input);
            named.add(new NamedLayer(entry.name, entry.layer, entry.input, output, own));
        }
        layers = List.copyOf(named);
        learned = List.copyOf(withGradient);
        parameters = layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    private Parameter initialize(
            String layer,
            ParameterSpec spec,
            MemorySegment all,
            long offset,
            SplittableRandom random) {
        MemorySegment value = all.asSlice(offset, 4 * spec.count());
        Parameter parameter =
                new Parameter(layer + "." + spec.name(), spec.extents(), value, offset);
        float[] values = new float[parameter.count()];
        spec.initializer().fill(values, spec.fanIn(), spec.fanOut(), random);
        parameter.set(values);
        return parameter;
    }

    /** Returns the bytes that a parameter takes, up to the beginning of the next. */
    private static long bytes(ParameterSpec spec) {
        return Math.ceilDiv(spec.count(), ALIGNMENT_FLOATS) * 4L * ALIGNMENT_FLOATS;
    }

    /** Returns a builder of networks for images of the given shape. */
    public static Builder of(Shape input) {
        VectorModule.require();
        return new Builder(input);
    }

    /** Returns the shape of one input image. */
    public Shape input() {
        return input;
    }

    /** Returns the shape of one output. */
    public Shape output() {
        return layers.getLast().output();
    }

    /** Returns the layers from input to output. */
    public List<NamedLayer> layers() {
        return layers;
    }

    /** Returns all parameters from input to output, also those that are not learned. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Returns the parameters that a training changes by their gradients. */
    public List<Parameter> learned() {
        return learned;
    }

    /** Returns the number of learned floats. */
    public long parameterCount() {
        return learned.stream().mapToLong(Parameter::count).sum();
    }

    private static long learned(Layer layer, Shape shape) {
        return layer.parameters(shape).stream()
                .filter(ParameterSpec::learned)
                .mapToLong(ParameterSpec::count)
                .sum();
    }

    /**
     * Returns a network for inference that computes the same with a copy of the parameters: each
     * batch normalization right after a convolution or dense layer has become a part of its
     * weights; others stay. The caller closes both.
     *
     * @throws IllegalStateException if this network is closed
     */
    public Network folded() {
        requireOpen();
        return Folding.fold(this);
    }

    /** Says that a training step has changed the parameters. */
    void changed() {
        steps.incrementAndGet();
    }

    /** Returns a number that grows with every change of a parameter. */
    long changes() {
        long changes = steps.get();
        for (Parameter parameter : parameters) {
            changes += parameter.changes();
        }
        return changes;
    }

    /** Returns the memory of all that is learned, a whole number of vectors. */
    MemorySegment memory() {
        return memory;
    }

    /** Returns the memory of all parameters, a whole number of vectors. */
    MemorySegment allMemory() {
        return all;
    }

    /**
     * Makes sure that the network can be used.
     *
     * @throws IllegalStateException if it is closed
     */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This network is closed; use it before closing it.");
        }
    }

    /**
     * Frees the parameters.
     *
     * @throws IllegalStateException if the network is closed already
     */
    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("This network is closed already; close it once.");
        }
        closed = true;
        workspace.close();
    }

    /** Collects the layers of a network. */
    public static final class Builder {
        private record Entry(String name, Layer layer, Shape input) {}

        private final Shape input;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private Shape shape;
        private Optional<Tuning> tuning = Optional.empty();

        private Builder(Shape input) {
            this.input = input;
            this.shape = input;
        }

        /** Adds a layer that is named by its place, from 0, as in PyTorch's Sequential. */
        public Builder add(Layer layer) {
            return add(Integer.toString(entries.size()), layer);
        }

        /**
         * Adds a layer.
         *
         * @param name prefix of its parameters' names, such as {@code conv1}
         * @throws ShapeException if the layer cannot follow the one before
         * @throws IllegalArgumentException if the name is taken
         */
        public Builder add(String name, Layer layer) {
            Shape output = layer.outputShape(shape);
            for (ParameterSpec spec : layer.parameters(shape)) {
                if (spec.count() > Integer.MAX_VALUE) {
                    throw new ShapeException(
                            "Layer '"
                                    + name
                                    + "' needs "
                                    + spec.count()
                                    + " values for its "
                                    + spec.name()
                                    + ", but 2^31 - 1 is the most; use fewer inputs or outputs.");
                }
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "Two layers are named '" + name + "'; give each its own name.");
            }
            entries.add(new Entry(name, layer, shape));
            shape = output;
            return this;
        }

        private Layer tuned(Layer layer) {
            return layer instanceof Conv2d conv && tuning.isPresent()
                    ? conv.tuning(tuning.get())
                    : layer;
        }

        /** Makes all convolutions of the network find their algorithms in a certain way. */
        public Builder tuning(Tuning newTuning) {
            tuning = Optional.of(newTuning);
            return this;
        }

        /** Returns the bytes of all parameters that are learned, or of all others. */
        private long bytes(boolean learned) {
            long bytes = 0;
            for (Entry entry : entries) {
                for (ParameterSpec spec : entry.layer.parameters(entry.input)) {
                    bytes += spec.learned() == learned ? Network.bytes(spec) : 0;
                }
            }
            return bytes;
        }

        /** Returns the number of floats that the network will learn. */
        public long parameterCount() {
            return entries.stream().mapToLong(entry -> learned(entry.layer, entry.input)).sum();
        }

        /**
         * Allocates and initialises the parameters.
         *
         * @param seed the same seed gives the same parameters
         * @throws IllegalArgumentException if there is no layer
         */
        public Network build(long seed) {
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("A network has at least one layer; add one.");
            }
            entries.replaceAll(entry -> new Entry(entry.name, tuned(entry.layer), entry.input));
            return Workspace.filled(workspace -> new Network(this, seed, workspace));
        }
    }
}
